package io.dimmer.loadtest.page;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text that is safe in a page, and the few elements that the page is made of. Pure. */
final class Html {
    private static final Pattern WITHIN_NUMBER = Pattern.compile("(\\d) (?=\\d{3}\\b|ms\\b|%)");

    private Html() {}

    /** As text between tags or in an attribute. */
    static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A sentence in which no line breaks within a number, or between it and its unit. */
    static String sentence(String plain) {
        return text(WITHIN_NUMBER.matcher(plain).replaceAll("$1\u00a0"));
    }

    /** As the content of a script element, which ends where a closing tag begins, whatever the quotes. */
    static String script(String source) {
        return source.replace("</", "<\\/").replace("<!--", "<\\!--");
    }

    /** JSON as the content of a script element: in it a less-than sign stands in texts only. */
    static String json(String json) {
        return json.replace("<", "\\u003c");
    }

    /** A table; the first cell of each row heads it. */
    static String table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        head.forEach(
                cell -> html.append("<th scope=\"col\">").append(text(cell)).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">").append(text(row.get(0))).append("</th>");
            row.subList(1, row.size())
                    .forEach(cell -> html.append("<td>").append(text(cell)).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>").toString();
    }

    /** A heading and what belongs to it; nothing when there is nothing. */
    static String section(String title, String content) {
        return content.isEmpty() ? "" : "<section><h2>" + text(title) + "</h2>" + content + "</section>";
    }

    static String millis(double seconds) {
        double millis = seconds * 1e3;
        return String.format(Locale.ROOT, Math.abs(millis) < 10 ? "%.2f ms" : "%.1f ms", millis);
    }

    static String signedMillis(double seconds) {
        return (seconds < 0 ? "−" : "+") + millis(Math.abs(seconds));
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.3f %%", ratio * 100);
    }

    static String signedPercent(double ratio) {
        return (ratio < 0 ? "−" : "+") + percent(Math.abs(ratio));
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
