package dev.throng.runner.web.http;

/** A request that is not served, with the status and the reason for the one who sent it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int status;

    public Refused(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    Answer answer() {
        return Answer.text(status, getMessage() + "\n");
    }
}
