package dev.throng.runner.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rows that are JSON objects, of an array or one in each line; values keep their types. */
final class JsonRows implements Rows {
    private static final int PAGE = 64;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Starts starts;
    private final List<String> columns;
    private final long checksum;
    private final Pages<ObjectNode> pages;

    /** Where each page begins, and the last one ends. */
    private static final class Starts {
        private long[] bytes = new long[16];
        private int pages;
        private long rows;
        private long end;

        void row(long at, long after) {
            if (rows++ % PAGE == 0) {
                if (pages == bytes.length) {
                    bytes = Arrays.copyOf(bytes, pages * 2);
                }
                bytes[pages++] = at;
            }
            end = after;
        }

        long to(int page) {
            return page + 1 < pages ? bytes[page + 1] : end;
        }
    }

    private JsonRows(Path file, Starts starts, boolean lines, long checksum) throws IOException {
        this.starts = starts;
        this.checksum = checksum;
        FileChannel channel = FileChannel.open(file);
        pages = new Pages<>(page -> read(channel, starts.bytes[page], starts.to(page), !lines));
        Set<String> names = new LinkedHashSet<>();
        if (starts.rows > 0) {
            pages.page(0).forEach(row -> row.fieldNames().forEachRemaining(names::add));
        }
        columns = List.copyOf(names);
    }

    static JsonRows ofLines(Path file, long checksum) throws DataException, IOException {
        Starts starts = new Starts();
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.getFactory().createParser(in)) {
            find(parser, starts, false);
        } catch (JsonProcessingException broken) {
            throw broken(broken);
        }
        return new JsonRows(file, starts, true, checksum);
    }

    static JsonRows ofArray(Path file, long checksum) throws DataException, IOException {
        Starts starts = new Starts();
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.getFactory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new DataException("is no JSON array of objects");
            }
            find(parser, starts, true);
        } catch (JsonProcessingException broken) {
            throw broken(broken);
        }
        return new JsonRows(file, starts, false, checksum);
    }

    private static void find(JsonParser parser, Starts starts, boolean array) throws IOException, DataException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (array && token == JsonToken.END_ARRAY) {
                return;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new DataException("line " + parser.currentTokenLocation().getLineNr()
                        + ": a row is an object, not " + parser.getText());
            }
            long at = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            starts.row(at, parser.currentLocation().getByteOffset());
        }
    }

    private static DataException broken(JsonProcessingException broken) {
        return new DataException(
                "line " + broken.getLocation().getLineNr() + ": " + broken.getOriginalMessage(), broken);
    }

    /** The objects of a page; those of an array have commas between them, and the bracket that makes these right. */
    private static List<ObjectNode> read(FileChannel channel, long from, long to, boolean array) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) (to - from) + 1).put((byte) '[');
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position() - 1) >= 0) {
            // Reads on.
        }
        int skipped = array ? 0 : 1;
        List<ObjectNode> rows = new ArrayList<>(PAGE);
        try (JsonParser parser = JSON.getFactory().createParser(bytes.array(), skipped, bytes.position() - skipped)) {
            if (array) {
                parser.nextToken();
            }
            while (rows.size() < PAGE && parser.nextToken() == JsonToken.START_OBJECT) {
                rows.add(JSON.readTree(parser));
            }
        } catch (JsonProcessingException end) {
            if (rows.isEmpty()) {
                throw end;
            }
            // The comma behind a page's last row has nothing behind it.
        }
        return rows;
    }

    @Override
    public long count() {
        return starts.rows;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public ObjectNode row(long number) {
        return pages.page((int) (number / PAGE)).get((int) (number % PAGE));
    }

    @Override
    public long checksum() {
        return checksum;
    }
}
