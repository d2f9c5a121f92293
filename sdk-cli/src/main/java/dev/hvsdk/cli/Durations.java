/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads times as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 300ms}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(?:\\d{1,9}h)?(?:\\d{1,9}m)?(?:\\d{1,9}s)?(?:\\d{1,9}ms)?");

    private static final Pattern MILLIS = Pattern.compile("(.*?)(\\d+)ms");

    private Durations() {}

    static Duration parse(String text) {
        if (text.isEmpty() || !FORM.matcher(text).matches()) {
            throw refusal(text);
        }
        return positive(text);
    }

    /** Duration's own form is the same but for two letters, and knows no milliseconds. */
    private static Duration positive(String text) {
        try {
            Matcher parts = MILLIS.matcher(text);
            Duration duration =
                    parts.matches() ? whole(parts.group(1)).plusMillis(Long.parseLong(parts.group(2))) : whole(text);
            if (!duration.isZero()) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw new IllegalStateException("the pattern lets nothing through that is no duration: " + text, e);
        }
        throw refusal(text);
    }

    private static Duration whole(String text) {
        return text.isEmpty() ? Duration.ZERO : Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    private static TypeConversionException refusal(String text) {
        return new TypeConversionException("it is a time such as 30s, 5m or 1h30m, and not '" + text + "'");
    }
}
