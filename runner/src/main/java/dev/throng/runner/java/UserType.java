package dev.throng.runner.java;

/** A class of users as it is written. */
record UserType(Class<?> type, TaskTable tasks) {
    /** What the statistics call it. */
    String name() {
        return type.getSimpleName();
    }
}
