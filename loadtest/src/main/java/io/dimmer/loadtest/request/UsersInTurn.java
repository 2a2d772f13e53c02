package io.dimmer.loadtest.request;

/** Everybody once, in order. */
record UsersInTurn(int count) implements Users {
    @Override
    public int user(long number) {
        return (int) (number % count) + 1;
    }
}
