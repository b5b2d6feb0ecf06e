package dev.throng.runner.engine.user;

/** The load that a user belongs to: it says what follows a task. */
public interface UserOwner {
    /**
     * A user has nothing to do: {@code onStart} is over, or a task.
     *
     * @return whether it is to go on with tasks by itself
     */
    boolean idle(User user);

    /** Whether there is another iteration for a user that goes on by itself; it is the user's then. */
    boolean another(User user);

    /** Whether arrivals say when tasks start. */
    boolean hasArrivals();

    /** A user leaves by itself, and nobody is to take its place. */
    void retires(User user);

    /** A user has left. */
    void gone(User user);
}
