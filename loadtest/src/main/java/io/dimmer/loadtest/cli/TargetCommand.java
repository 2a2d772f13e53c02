package io.dimmer.loadtest.cli;

import io.dimmer.loadtest.cli.console.DurationConverter;
import io.dimmer.loadtest.cli.console.ExitCode;
import io.dimmer.loadtest.cli.console.VersionOfJar;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code target}: a fake upstream as a process of its own. */
@Command(
        name = "target",
        mixinStandardHelpOptions = true,
        versionProvider = VersionOfJar.class,
        description = "A service to practise with: answers every request with its name, and with a fault if you like.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./dimmer loadtest target --name blue --port 9001",
            "  ./dimmer loadtest target --name canary --port 9003 --fault errors --after 60s",
            "%nExit codes: 1 it cannot listen there, 2 wrong usage; it runs until its process is ended.",
            "Faults: none, errors (500), notfound (404), slow (--slowness longer), dead (no listener), reset,",
            "hang, slowbody (in pieces), cutbody (half, then a reset)."
        })
final class TargetCommand implements Callable<Integer> {
    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "What it calls itself in its answers.")
    private String name = "";

    @Option(names = "--port", required = true, paramLabel = "N", description = "Where to listen; 0 takes a free port.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "IP",
            description = "Where to listen. Default: ${DEFAULT-VALUE}.",
            defaultValue = "127.0.0.1")
    private String address = "";

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = "What is wrong with it. Default: ${DEFAULT-VALUE}.",
            defaultValue = "none",
            converter = FaultConverter.class)
    private Fault fault = Fault.NONE;

    @Option(
            names = "--share",
            paramLabel = "P",
            description = "The part of the requests that meet the fault, up to 1. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private double share;

    @Option(
            names = "--after",
            paramLabel = "TIME",
            description = "Be healthy for so long first. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0s",
            converter = DurationConverter.class)
    private Duration after = Duration.ZERO;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            description = "Half of the answers take at most this long. Default: ${DEFAULT-VALUE}.",
            defaultValue = "4ms",
            converter = DurationConverter.class)
    private Duration delay = Duration.ZERO;

    @Option(
            names = "--spread",
            paramLabel = "SIGMA",
            description = "Sigma of the lognormal delay; 0 makes it constant. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0.3")
    private double spread;

    @Option(
            names = "--slowness",
            paramLabel = "TIME",
            description = "What slow adds, and the pauses of slowbody. Default: ${DEFAULT-VALUE}.",
            defaultValue = "80ms",
            converter = DurationConverter.class)
    private Duration slowness = Duration.ZERO;

    @Option(
            names = "--body",
            paramLabel = "BYTES",
            description = "The least length of a body. Default: as short as it can be.",
            defaultValue = "0")
    private int body;

    @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn at random.", defaultValue = "1")
    private long seed;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Behaviour healthy = behaviour(Fault.NONE);
        Behaviour faulty = behaviour(fault);
        boolean later = !after.isZero();
        try (FakeUpstream upstream = FakeUpstream.start(name, where(), later ? healthy : faulty, seed)) {
            say("target " + name + " answers on " + upstream.endpoint() + (later ? "" : says()));
            if (later) {
                stop().await(after.toMillis(), TimeUnit.MILLISECONDS);
                upstream.behave(faulty);
                say("target " + name + " changes" + says());
            }
            stop().await();
            return ExitCode.SUCCESS.code();
        }
    }

    /** Nobody counts it down: a target runs until its process is ended. */
    private static CountDownLatch stop() {
        return new CountDownLatch(1);
    }

    private String says() {
        return fault == Fault.NONE ? "" : ": " + fault.word() + " for " + share * 100 + " % of the requests";
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private Behaviour behaviour(Fault which) {
        try {
            Behaviour base =
                    Behaviour.healthy().taking(delay, spread).sending(body).slowedBy(slowness);
            // Made even when it is not wanted: an impossible share is refused whatever the fault.
            Behaviour faulty = base.with(fault, share);
            return which == Fault.NONE ? base : faulty;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private InetSocketAddress where() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port: found " + port + ", expected 0 to 65535");
        }
        InetSocketAddress where = new InetSocketAddress(address, port);
        if (where.isUnresolved()) {
            throw new ParameterException(
                    spec.commandLine(), "--address: found '" + address + "', expected an address of this machine");
        }
        return where;
    }
}
