package io.dimmer.loadtest.request;

import io.netty.buffer.ByteBuf;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which some places change with the request. Immutable; any thread. */
final class Text {
    /** Stands for the number of the user, or for nothing when there is none. */
    static final String USER = "{user}";

    private static final Pattern PLACE = Pattern.compile("\\{(user|number)}");

    /** What stands before each place, and after the last one. */
    private final List<byte[]> fixed;

    /** Whether the place after the fixed part with the same index is the user's; else it is the number's. */
    private final boolean[] users;

    private final int fixedLength;

    private Text(List<byte[]> fixed, boolean[] users) {
        this.fixed = List.copyOf(fixed);
        this.users = users;
        this.fixedLength = fixed.stream().mapToInt(part -> part.length).sum();
    }

    static Text of(String text, Charset charset) {
        List<byte[]> fixed = new ArrayList<>();
        List<Boolean> users = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        int from = 0;
        while (places.find()) {
            fixed.add(text.substring(from, places.start()).getBytes(charset));
            users.add(places.group().equals(USER));
            from = places.end();
        }
        fixed.add(text.substring(from).getBytes(charset));
        boolean[] kinds = new boolean[users.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = users.get(i);
        }
        return new Text(fixed, kinds);
    }

    void write(int user, long number, ByteBuf out) {
        out.writeBytes(fixed.get(0));
        for (int i = 0; i < users.length; i++) {
            if (!users[i]) {
                writeDigits(number, out);
            } else if (user != RequestFactory.NOBODY) {
                writeDigits(user, out);
            }
            out.writeBytes(fixed.get(i + 1));
        }
    }

    /** How many bytes {@link #write} writes. */
    int length(int user, long number) {
        int length = fixedLength;
        for (boolean isUser : users) {
            if (!isUser) {
                length += digits(number);
            } else if (user != RequestFactory.NOBODY) {
                length += digits(user);
            }
        }
        return length;
    }

    static void writeDigits(long number, ByteBuf out) {
        long unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.writeByte((int) ('0' + number / unit % 10));
        }
    }

    private static int digits(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
