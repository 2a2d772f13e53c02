package io.dimmer.admin.api;

import io.dimmer.control.ServiceSnapshot;
import java.util.List;
import java.util.regex.Pattern;

/** What differs from the file, as YAML that reads like the paths of error messages, with who and when beside it. */
final class ConfigDiff {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._%-]+");

    private ConfigDiff() {}

    static String yaml(List<ServiceSnapshot> services) {
        StringBuilder text = new StringBuilder();
        for (ServiceSnapshot service : services) {
            service.differsFromFile().forEach(difference -> line(text, service, difference));
        }
        return text.isEmpty() ? "# nothing differs from the file\n" : text.toString();
    }

    private static void line(StringBuilder text, ServiceSnapshot service, ServiceSnapshot.Difference difference) {
        text.append("services.").append(service.name()).append('.').append(difference.key());
        text.append(": ").append(scalar(difference.now()));
        text.append("  # file: ").append(comment(difference.file()));
        text.append("; by ").append(comment(difference.by()));
        text.append(" at ").append(difference.at()).append('\n');
    }

    private static String scalar(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String comment(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
