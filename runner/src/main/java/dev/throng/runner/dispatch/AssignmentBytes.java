package dev.throng.runner.dispatch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** An assignment as bytes: whole numbers, compressed. A few hundred bytes for a few workers. */
final class AssignmentBytes {
    private static final int MOST = 1 << 20;

    private AssignmentBytes() {}

    static byte[] write(Assignment assignment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            write(out, assignment.founders());
            write(out, List.copyOf(assignment.members().keySet()));
            write(out, List.copyOf(assignment.members().values()));
            write(out, assignment.owners());
        } catch (IOException impossible) {
            throw new AssertionError("memory refused a byte", impossible);
        }
        return bytes.toByteArray();
    }

    static Assignment read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            List<Integer> founders = read(in);
            List<Integer> ids = read(in);
            List<Integer> weights = read(in);
            Map<Integer, Integer> members = new LinkedHashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                members.put(ids.get(i), weights.get(i));
            }
            return new Assignment(founders, members, read(in));
        } catch (IOException | IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("these bytes are no assignment", damaged);
        }
    }

    private static void write(DataOutputStream out, List<Integer> numbers) throws IOException {
        out.writeInt(numbers.size());
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    private static List<Integer> read(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > MOST) {
            throw new IOException("a list of " + size);
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            numbers.add(in.readInt());
        }
        return numbers;
    }
}
