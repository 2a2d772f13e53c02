package io.dimmer.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How bytes are written in scenes, and how they are compared: a character is a byte, but for {@link #DIGIT} and {@link #ANY}. */
final class Bytes {
    /** Stands for any lower-case hexadecimal digit. */
    private static final char DIGIT = '\uE000';

    /** Stands for any byte. */
    private static final char ANY = '\uE001';

    private static final Pattern ESCAPE =
            Pattern.compile("⏎|\\\\n|\\\\r|\\\\t|\\\\0|\\\\\\\\|\\\\x([0-9a-f]{2})|\\{([^}]*)\\}");
    private static final Pattern REPEATED = Pattern.compile("(.+)\\*([0-9]+)");
    private static final String ID = "X-Request-Id: " + digits(32) + "\r\n";
    private static final String DATE = "Date: " + String.valueOf(ANY).repeat(25) + " GMT\r\n";
    private static final String TRACE = "traceparent: 00-" + digits(32) + "-" + digits(16) + "-01\r\n";

    private Bytes() {}

    private static String digits(int count) {
        return String.valueOf(DIGIT).repeat(count);
    }

    /** What is written, as bytes. */
    static String of(String written) {
        StringBuilder bytes = new StringBuilder();
        Matcher found = ESCAPE.matcher(written);
        while (found.find()) {
            found.appendReplacement(bytes, Matcher.quoteReplacement(meaning(found)));
        }
        return found.appendTail(bytes).toString();
    }

    private static String meaning(Matcher found) {
        if (found.group(1) != null) {
            return String.valueOf((char) Integer.parseInt(found.group(1), 16));
        }
        if (found.group(2) != null) {
            return braces(found.group(2));
        }
        return switch (found.group()) {
            case "⏎" -> "\r\n";
            case "\\n" -> "\n";
            case "\\r" -> "\r";
            case "\\t" -> "\t";
            case "\\0" -> "\0";
            default -> "\\";
        };
    }

    private static String braces(String inside) {
        Matcher repeated = REPEATED.matcher(inside);
        if (repeated.matches()) {
            return of(repeated.group(1)).repeat(Integer.parseInt(repeated.group(2)));
        }
        if (inside.equals("id")) {
            return DATE + ID;
        }
        if (inside.equals("date")) {
            return DATE;
        }
        if (inside.equals("id alone")) {
            return ID;
        }
        if (inside.startsWith("ours")) {
            return ours(inside.substring(4).strip(), "1.1");
        }
        if (inside.startsWith("old")) {
            return ours(inside.substring(3).strip(), "1.0");
        }
        throw new IllegalArgumentException("{" + inside + "}");
    }

    /** What Dimmer adds to a request whose client is not trusted. */
    private static String ours(String host, String version) {
        String forwardedHost = host.isEmpty() ? "" : "X-Forwarded-Host: " + host + "\r\n";
        return "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: {port}\r\n" + forwardedHost
                + "Via: " + version + " dimmer\r\n" + TRACE + ID
                + "X-Dimmer-Service: shop\r\nX-Dimmer-Assigned: blue\r\nX-Dimmer-Reason: hash\r\n"
                + "X-Dimmer-Attempt: 1\r\n";
    }

    /** The same for a listener on that port. */
    static String at(int port, String expected) {
        return expected.replace("{port}", String.valueOf(port));
    }

    static boolean match(String found, String expected) {
        if (found.length() != expected.length()) {
            return false;
        }
        for (int i = 0; i < found.length(); i++) {
            char wanted = expected.charAt(i);
            boolean same = wanted == DIGIT
                    ? Character.digit(found.charAt(i), 16) >= 0 && !Character.isUpperCase(found.charAt(i))
                    : wanted == ANY || found.charAt(i) == wanted;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** Bytes for people. */
    static String show(String bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : bytes.replace("\r\n", "⏎").toCharArray()) {
            if (c == DIGIT || c == ANY) {
                text.append('?');
            } else if (c == '⏎' || (c >= ' ' && c < 0x7F)) {
                text.append(c);
            } else {
                text.append(String.format("\\x%02x", (int) c));
            }
        }
        return text.length() > 4000 ? text.substring(0, 4000) + "…" : text.toString();
    }
}
