package io.dimmer.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.cli.terminal.Figures;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has another version after a change: read from the answer to it.
 *
 * @param part of the users, 0 to 1
 * @param users seen in the last minute, 0 when nobody was
 * @param gaining the versions with a larger share than before
 * @param losing the versions with a smaller share
 */
record Moved(double part, long users, List<String> gaining, List<String> losing) {
    private static final double NOBODY = 1e-9;

    static Moved of(JsonNode service) {
        JsonNode before = service.path("change").path("before");
        List<String> gaining = new ArrayList<>();
        List<String> losing = new ArrayList<>();
        long users = 0;
        for (var version : service.path("versions").properties()) {
            users += version.getValue().path("last60s").path("users").asLong();
            double change = share(version.getValue()) - share(before.path(version.getKey()));
            if (change > NOBODY) {
                gaining.add(version.getKey());
            } else if (change < -NOBODY) {
                losing.add(version.getKey());
            }
        }
        return new Moved(service.path("change").path("moved").asDouble(), users, gaining, losing);
    }

    static double share(JsonNode version) {
        return version.path("share").path("effective").asDouble();
    }

    boolean isNobody() {
        return part <= NOBODY;
    }

    /** {@code about 250 of 5 000 users move, all of them to canary}. */
    String sentence() {
        if (isNobody()) {
            return "nobody moves";
        }
        String who = users > 0
                ? "about " + Figures.count(Math.round(part * users)) + " of " + Figures.count(users) + " users move"
                : Figures.percent(part, 1) + " of the users move";
        if (gaining.size() == 1) {
            return who + ", all of them to " + gaining.get(0);
        }
        if (losing.size() == 1) {
            return who + ", all of them from " + losing.get(0);
        }
        return who;
    }

    /** The version beside which the sentence belongs. */
    String beside() {
        return gaining.size() == 1 ? gaining.get(0) : losing.size() == 1 ? losing.get(0) : "";
    }
}
