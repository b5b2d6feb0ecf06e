package dev.throng.runner.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Opens files of rows. */
public final class DataFiles {
    private DataFiles() {}

    /**
     * Goes through a file once and keeps it open.
     *
     * @throws DataException it holds no rows, or is not what the format says; its first rows are looked at
     * @throws IOException it cannot be read
     */
    public static Rows open(Path file, Format format) throws DataException, IOException {
        return open(file, format, Table.usual(format));
    }

    /**
     * The same.
     *
     * @param table how it is read when it is separated text
     */
    public static Rows open(Path file, Format format, Table table) throws DataException, IOException {
        long checksum = checksum(file);
        Rows rows = switch (format) {
            case CSV, TSV -> new CsvRows(file, table, checksum);
            case JSON -> JsonRows.ofArray(file, checksum);
            case JSONL -> JsonRows.ofLines(file, checksum);
        };
        if (rows.count() == 0) {
            throw new DataException("holds no rows");
        }
        return rows;
    }

    private static long checksum(Path file) throws IOException {
        CRC32C sum = new CRC32C();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // The stream adds up what it reads.
            }
        }
        return sum.getValue() << 32 ^ Files.size(file);
    }
}
