"""Commands whose single options may be given once: the rest would be dropped without a word."""

import click


class OnceCommand(click.Command):
    """A command that refuses an option with one value when it is given several."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options.

        Raises:
            click.UsageError: If an option that takes one value stands there more than once.
        """
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        for param in order:
            if isinstance(param, click.Option) and _takes_one(param) and order.count(param) > 1:
                raise click.UsageError(
                    f"{param.opts[0]} is given {order.count(param)} times and takes one value. "
                    "Ask once for each.",
                    ctx,
                )
        return super().parse_args(ctx, args)


def _takes_one(option: click.Option) -> bool:
    return not (option.multiple or option.is_flag or option.count)
