package dev.throng.runner.web;

/** A request that is not served, with the status and the reason for the one who sent it. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int status;

    Refused(int status, String reason) {
        super(reason, null, false, false);
        this.status = status;
    }

    Answer answer() {
        return Answer.text(status, getMessage() + "\n");
    }
}
