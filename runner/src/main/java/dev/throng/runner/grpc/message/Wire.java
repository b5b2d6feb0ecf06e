package dev.throng.runner.grpc.message;

import com.google.protobuf.CodedOutputStream;
import dev.throng.runner.script.ByteSink;

/** Protobuf's encoding of what every message is made of. */
final class Wire {
    private Wire() {}

    static void varint(ByteSink out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.append((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.append((byte) rest);
    }

    static void fixed32(ByteSink out, int value) {
        for (int shift = 0; shift < 32; shift += 8) {
            out.append((byte) (value >>> shift));
        }
    }

    static void fixed64(ByteSink out, long value) {
        for (int shift = 0; shift < 64; shift += 8) {
            out.append((byte) (value >>> shift));
        }
    }

    /** Makes room for the length of what is written next, and gives where. */
    static int open(ByteSink out) {
        out.append((byte) 0);
        return out.length();
    }

    /** Writes the length of what was written since. */
    static void close(ByteSink out, int from) {
        int length = out.length() - from;
        int more = CodedOutputStream.computeUInt32SizeNoTag(length) - 1;
        for (int i = 0; i < more; i++) {
            out.append((byte) 0);
        }
        if (more > 0) {
            System.arraycopy(out.array(), from, out.array(), from + more, length);
        }
        int rest = length;
        for (int at = from - 1; at < from + more; at++) {
            out.array()[at] = (byte) (at == from + more - 1 ? rest : rest & 0x7F | 0x80);
            rest >>>= 7;
        }
    }
}
