"""The part of DuckDB's Python package that our examples use, on the same engine: so that they can be run as they are written
where the package itself is not there. Every value comes as text, but for numbers."""
import ctypes
import os

_library = ctypes.CDLL(os.environ["CHANCERY_DUCKDB"])


class _Result(ctypes.Structure):
    _fields_ = [("columns", ctypes.c_uint64), ("rows", ctypes.c_uint64), ("changed", ctypes.c_uint64),
                ("data", ctypes.c_void_p), ("error", ctypes.c_char_p), ("internal", ctypes.c_void_p)]


for _name, _type in [("duckdb_value_varchar", ctypes.c_void_p), ("duckdb_row_count", ctypes.c_uint64),
                     ("duckdb_column_count", ctypes.c_uint64), ("duckdb_result_error", ctypes.c_char_p),
                     ("duckdb_column_type", ctypes.c_int)]:
    getattr(_library, _name).restype = _type
_NUMBERS = range(2, 12)  # DUCKDB_TYPE_TINYINT to DUCKDB_TYPE_DOUBLE


class Error(Exception):
    pass


class Relation:
    def __init__(self, connection, sql):
        self.rows = []
        result = _Result()
        failed = _library.duckdb_query(connection, sql.encode("utf-8"), ctypes.byref(result))
        try:
            if failed:
                raise Error(_library.duckdb_result_error(ctypes.byref(result)).decode("utf-8"))
            for row in range(_library.duckdb_row_count(ctypes.byref(result))):
                self.rows.append(tuple(self._value(result, column, row)
                                       for column in range(_library.duckdb_column_count(ctypes.byref(result)))))
        finally:
            _library.duckdb_destroy_result(ctypes.byref(result))

    @staticmethod
    def _value(result, column, row):
        at = _library.duckdb_value_varchar(ctypes.byref(result), ctypes.c_uint64(column), ctypes.c_uint64(row))
        if not at:
            return None
        text = ctypes.string_at(at).decode("utf-8")
        _library.duckdb_free(ctypes.c_void_p(at))
        number = _library.duckdb_column_type(ctypes.byref(result), ctypes.c_uint64(column)) in _NUMBERS
        return (float(text) if "." in text or "e" in text else int(text)) if number else text

    def fetchall(self):
        return self.rows


class Connection:
    def __init__(self, path, read_only):
        self._database, self._connection = ctypes.c_void_p(), ctypes.c_void_p()
        config, error = ctypes.c_void_p(), ctypes.c_char_p()
        _library.duckdb_create_config(ctypes.byref(config))
        if read_only:
            _library.duckdb_set_config(config, b"access_mode", b"READ_ONLY")
        failed = _library.duckdb_open_ext(str(path).encode("utf-8") if path else None, ctypes.byref(self._database), config,
                                          ctypes.byref(error))
        _library.duckdb_destroy_config(ctypes.byref(config))
        if failed:
            raise Error(error.value.decode("utf-8"))
        _library.duckdb_connect(self._database, ctypes.byref(self._connection))

    def sql(self, query):
        return Relation(self._connection, query)

    def close(self):
        _library.duckdb_disconnect(ctypes.byref(self._connection))
        _library.duckdb_close(ctypes.byref(self._database))


def connect(path="", read_only=False):
    return Connection(path, read_only)
