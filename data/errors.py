"""Errors that speak to whoever runs the update: what was expected, what was found, what next."""


class KnifeCrimeError(Exception):
    """Base class, so that callers can catch our errors and nothing else."""


class SourceUnavailableError(KnifeCrimeError):
    """The publisher could not be reached, or did not answer with the file."""


class SourceChangedError(KnifeCrimeError):
    """The publisher's file no longer has the layout the source module expects."""


class UnknownSourceError(KnifeCrimeError):
    """A command named a source that is not in the registry."""


class TableContractError(KnifeCrimeError):
    """A table breaks its declared columns, types, key or allowed values."""


class VintageOrderError(KnifeCrimeError):
    """A file is older than what is already held and cannot be slipped in between."""


class ImportRefusedError(KnifeCrimeError):
    """A file to import is not as its template describes; every problem found is listed."""


class UnknownTemplateError(KnifeCrimeError):
    """A command named an import template that does not exist."""


class CorrectionError(KnifeCrimeError):
    """A correction no longer matches the file: the publisher has repaired or moved the figure."""


class StorageError(KnifeCrimeError):
    """The disk is full, or a folder cannot be written."""


class BusyError(KnifeCrimeError):
    """Another run holds the lock on the same folder."""


class TableMissingError(KnifeCrimeError):
    """A tidy table has not been built, or no file with the data has been loaded."""


class SnapshotError(KnifeCrimeError):
    """The tables on disk are not those the manifest describes."""


class UnknownMetricError(KnifeCrimeError, KeyError):
    """A page, command or request named a metric that is not in the catalogue."""

    def __str__(self) -> str:
        """The sentence as written: `KeyError` would print it in quotation marks."""
        return str(self.args[0]) if self.args else ""


class UnknownAreaError(KnifeCrimeError):
    """A name, slug or code belongs to no area we hold."""


class ParameterError(KnifeCrimeError):
    """A parameter is impossible, or not offered for this metric."""


class NotHeldError(ParameterError):
    """A measure is known, and no figures of it are held for the area asked for."""


class PortTakenError(KnifeCrimeError):
    """Another program listens where the dashboard was to be served."""
