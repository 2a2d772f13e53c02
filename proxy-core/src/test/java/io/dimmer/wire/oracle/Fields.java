package io.dimmer.wire.oracle;

import io.dimmer.wire.head.Http1RequestHead;
import io.dimmer.wire.head.Http1ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields and the target of our heads as text. */
final class Fields {
    private Fields() {}

    static List<String> of(Http1RequestHead head) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            fields.add(head.text(head.nameStart(i), head.nameEnd(i)) + ": "
                    + head.text(head.valueStart(i), head.valueEnd(i)));
        }
        return fields;
    }

    static List<String> of(Http1ResponseHead head) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            fields.add(text(head, head.nameStart(i), head.nameEnd(i)) + ": "
                    + text(head, head.valueStart(i), head.valueEnd(i)));
        }
        return fields;
    }

    private static String text(Http1ResponseHead head, int start, int end) {
        return new String(head.bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The target as it stood in the request line, between the method and the version. */
    static String target(Http1RequestHead head) {
        int start = head.methodEnd() + 1;
        int end = start;
        while (head.bytes()[end] != ' ') {
            end++;
        }
        return head.text(start, end);
    }
}
