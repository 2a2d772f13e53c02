package io.dimmer.accesslog;

/** What dense numbers stand for; numbers that nothing has, -1 among them, are {@code none}. Any thread. */
public interface Names {
    /** The name of a route. */
    String route(int number);

    /** The name of a service. */
    String service(int number);

    /** The name of a version. */
    String version(int number);
}
