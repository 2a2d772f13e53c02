package io.dimmer.loadtest.demo.proxy;

/** The demo cannot go on; the message is the one line that a person needs. */
public final class DemoRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says this line. */
    public DemoRefusal(String message) {
        super(message);
    }

    /** Says this line, because of that. */
    public DemoRefusal(String message, Throwable cause) {
        super(message, cause);
    }
}
