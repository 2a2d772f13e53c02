package io.dimmer.assign;

import org.jspecify.annotations.Nullable;

/**
 * One entry of what a force header, cookie or query parameter asks for: a list, separated by commas, of versions, with
 * or without the name of their service, or of tokens. Empty entries say nothing.
 */
final class ForceEntry {
    private ForceEntry() {}

    /**
     * The first entry that is for a service: one without a name of a service is for every service.
     *
     * @return null when there is none
     */
    static @Nullable String first(String list, String service) {
        for (String entry : list.split(",", -1)) {
            String text = entry.strip();
            int equals = text.indexOf('=');
            boolean ours = equals < 0 || (equals == service.length() && text.startsWith(service));
            if (ours && !text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    /** The version that it names. */
    static String version(String entry) {
        String order = ForceToken.order(entry);
        return order.substring(order.indexOf('=') + 1);
    }

    /** The list with the name of the service before each entry that has none. */
    static String qualified(String list, String service) {
        StringBuilder all = new StringBuilder();
        for (String entry : list.split(",", -1)) {
            String text = entry.strip();
            if (!text.isEmpty()) {
                all.append(all.length() == 0 ? "" : ", ");
                all.append(text.indexOf('=') < 0 ? service + "=" : "").append(text);
            }
        }
        return all.toString();
    }
}
