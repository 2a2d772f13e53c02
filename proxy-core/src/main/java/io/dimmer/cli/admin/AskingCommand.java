package io.dimmer.cli.admin;

import io.dimmer.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that asks one question of each proxy. */
public abstract class AskingCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    /** Behind a terminal. */
    protected AskingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Where it runs. */
    protected Terminal terminal() {
        return terminal;
    }

    /** Which proxies, and how they are answered for. */
    protected AdminOptions admin() {
        return admin;
    }

    /** What is wrong with the words is said before anybody is asked. */
    protected void check() {}

    /** The question. */
    protected abstract Said ask(AdminClient client);

    @Override
    public Integer call() throws InterruptedException {
        check();
        return admin.proxies(terminal).ask(this::ask);
    }
}
