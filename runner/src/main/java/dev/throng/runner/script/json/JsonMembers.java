package dev.throng.runner.script.json;

import java.util.Arrays;

/** Where the members of an object are, as the grammar comes across them. Reused. */
final class JsonMembers {
    private static final int NUMBERS = 3;

    /** Three numbers per member: begin and end of the name inside its quotes, begin of the value. */
    private int[] places = new int[NUMBERS * 16];

    private int size;

    void clear() {
        size = 0;
    }

    void add(int nameFrom, int nameTo, int value) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
        }
        places[size] = nameFrom;
        places[size + 1] = nameTo;
        places[size + 2] = value;
        size += NUMBERS;
    }

    /** Position of the first value with this name; -1 when there is none. */
    int find(byte[] json, ByteQuery.Step.Name name) {
        for (int i = 0; i < size; i += NUMBERS) {
            if (JsonBytes.named(json, places[i], places[i + 1], name)) {
                return places[i + 2];
            }
        }
        return -1;
    }
}
