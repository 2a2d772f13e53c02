package io.dimmer.loadtest.demo.story;

import io.dimmer.loadtest.demo.proxy.CanaryView;
import io.dimmer.loadtest.demo.story.Screen.Tone;
import io.dimmer.loadtest.target.Fault;
import java.time.Duration;
import java.util.Locale;

/** The words of the demo: what happens, in the order in which it happens, with seconds since the start of the traffic. */
public final class Story {
    private static final double NO_DIFFERENCE = 0.5;

    private final Screen screen;
    private final Fault fault;
    private final String adminFlag;

    /**
     * A story.
     *
     * @param adminFlag what commands need to find the admin port, empty when it is the usual one
     */
    public Story(Screen screen, Fault fault, String adminFlag) {
        this.screen = screen;
        this.fault = fault;
        this.adminFlag = adminFlag;
    }

    /** What there is, where it is, and what to try. */
    public void title(int users, double rate, String edge, String admin) {
        screen.line("Dimmer demo: one service, three versions, " + Words.count(users) + " users, " + Words.rate(rate)
                + " requests/s.");
        screen.line("  edge       " + edge + "        admin  " + admin);
        screen.line("  try        curl -i " + edge + " -H 'X-User-Id: 42'");
        screen.line("             curl -i " + edge + " -H 'X-Dimmer-Version: canary'");
        screen.line("             ./dimmer explain --user 42" + adminFlag);
        screen.line("");
    }

    /** The traffic begins. */
    public void begins() {
        screen.at(0, "blue 50 %, green 45 %, canary 5 %. Every user keeps one version.");
    }

    /** How the canary did while it was healthy. */
    public void healthy(double seconds, Tally tally, double evidence) {
        Seen canary = tally.sinceMark("canary");
        Seen blue = tally.sinceMark("blue");
        screen.at(
                seconds,
                Words.count(tally.requests()) + " requests, " + Words.count(tally.failures()) + " failed. canary p99 "
                        + Words.millis(canary.p99()) + ", blue p99 " + Words.millis(blue.p99()) + ": "
                        + (evidence < NO_DIFFERENCE
                                ? "no difference worth a name."
                                : "evidence at " + Words.percent(evidence) + "."));
    }

    /** The canary meets its fault; {@code slowness} is what a slow one adds. */
    public void turnsBad(double seconds, Duration slowness) {
        String what = switch (fault) {
            case SLOW -> "canary turns slow: every answer takes " + slowness.toMillis() + " ms longer.";
            case DEAD -> "canary dies: it refuses every connection.";
            case NOTFOUND -> "canary turns bad: it now answers 404 to every request.";
            default -> "canary turns bad: it now fails every request.";
        };
        screen.at(seconds, what + " Nobody told Dimmer.");
    }

    /** How far the evidence has come. */
    public void evidence(double seconds, double evidence, Tally tally) {
        screen.at(
                seconds,
                "evidence   " + Words.bar(evidence) + " " + Words.percent(evidence) + " of the drain line   ("
                        + comparison(tally) + ")");
    }

    /** The guard has drained the canary. */
    public void drained(double seconds, String sentence) {
        screen.at(seconds, Tone.ALARM, "DRAINED canary: " + aboutIt(sentence));
        screen.more("A healthy canary would look like this at most once in 1 000 trials.");
    }

    /** The guard holds the canary. */
    public void held(double seconds, String sentence) {
        screen.at(seconds, Tone.ALARM, "HELD canary: " + aboutIt(sentence));
        screen.more("A 404 may be meant, so nobody is moved: its share stays and may not grow, and a person decides.");
    }

    /** Nothing runs on the canary any more. */
    public void lastRequest(double seconds, long cut) {
        screen.at(seconds, "last request on canary finished. " + Words.count(cut) + " were cut.");
    }

    /** Where its users went. */
    public void moved(double seconds, Tally tally) {
        Moves moves = tally.moves();
        long all = Math.max(1, moves.fromCanary());
        String others =
                moves.strayed() == 0 ? "nobody else moved." : Words.count(moves.strayed()) + " others moved too.";
        screen.at(
                seconds,
                "every user asked once: its " + Words.count(moves.fromCanary()) + " users now have blue ("
                        + Words.percent((double) moves.toBlue() / all) + ") or green ("
                        + Words.percent((double) moves.toGreen() / all) + "); " + others);
    }

    /** How life went on. */
    public void afterwards(double seconds, long requests, long failures, boolean allOnCanary) {
        String whose = failures > 0 && allOnCanary ? ", all on canary" : "";
        screen.at(
                seconds,
                failures == 0 ? Tone.GOOD : Tone.CALM,
                Words.count(requests) + " more requests, " + Words.count(failures) + " failed" + whose + ".");
    }

    /** What it came to. */
    public void end(Summary summary) {
        screen.line("");
        if (summary.fault() == Fault.NONE && !summary.drained()) {
            screen.line(
                    Tone.GOOD,
                    "  canary kept: " + Words.count(summary.requests()) + " requests, evidence never above "
                            + Words.percent(summary.worstEvidence()) + ".");
        }
        summary.decision()
                .ifPresent(decision -> screen.line(String.format(
                        Locale.ROOT,
                        "  canary requests until %-6s  %-9s  time until %-6s  %.1f s",
                        summary.drained() ? "drain" : "hold",
                        Words.count(decision.canaryRequests()),
                        summary.drained() ? "drain" : "hold",
                        decision.seconds())));
        String where = summary.failures() == summary.stableFailures() ? "" : ", all on canary";
        screen.line("  failures that users saw        " + Words.count(summary.failures()) + " of "
                + Words.count(summary.requests()) + (summary.stableFailures() == 0 ? where : "") + "; stable "
                + Words.count(summary.stableFailures()));
        summary.unmet().forEach(unmet -> screen.line(Tone.ALARM, "  FAILED: " + unmet + "."));
    }

    /** It goes on until somebody stops it; a drained canary is healthy again and waits for a person. */
    public void stays(boolean drained) {
        screen.line("  the evidence                   ./dimmer status shop" + adminFlag);
        screen.line("");
        screen.line("Still running. "
                + (drained
                        ? "canary has been repaired meanwhile, but gets nobody until a person says so:"
                        : "Stop: Ctrl-C"));
        if (drained) {
            screen.line("  bring it back  ./dimmer ready shop/canary --why 'fixed'" + adminFlag + "      stop  Ctrl-C");
        }
    }

    /** Somebody changed the state of the canary. */
    public void stateChanged(double seconds, CanaryView canary) {
        screen.at(
                seconds,
                "canary is " + canary.state() + " now: " + Words.percent(canary.effectiveShare()) + " of the users.");
    }

    /** The figures of this moment, where the last line can be redrawn. */
    public void pulse(double seconds, Tally tally, CanaryView canary) {
        screen.redraw(String.format(
                Locale.ROOT,
                "%6.1f s  %s requests, %s failed   canary %s, %s of the users, evidence %s",
                seconds,
                Words.count(tally.requests()),
                Words.count(tally.failures()),
                canary.state(),
                Words.percent(canary.effectiveShare()),
                Words.bar(canary.evidence())));
    }

    private String comparison(Tally tally) {
        Seen canary = tally.sinceMark("canary");
        Seen blue = tally.sinceMark("blue");
        if (fault == Fault.SLOW) {
            return "canary p50 " + Words.millis(canary.p50()) + ", blue p50 " + Words.millis(blue.p50());
        }
        return "canary " + Words.count(canary.failures()) + " of " + Words.count(canary.requests()) + " failed, blue "
                + Words.count(blue.failures()) + " of " + Words.count(blue.requests());
    }

    /** The guard's sentence with the canary as "it", ended by a full stop. */
    private static String aboutIt(String sentence) {
        String about = sentence.startsWith("canary ") ? "it " + sentence.substring("canary ".length()) : sentence;
        return about.endsWith(".") || about.isEmpty() ? about : about + ".";
    }
}
