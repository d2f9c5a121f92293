/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    private static final String SPECIAL =
            "'\"\\$`!#&*()[]{}|;<>?~ \t\n\r-=%^:@,./aZ0\u00e4\u20ac\ud83d\ude00\u0001\u007f";

    /** What a real shell makes of the line: each argument, each ended by a zero byte. */
    private static List<String> split(String line) {
        CommandResult result = CommandRunner.local().run(Command.of("sh", "-c", "printf '%s\\0' " + line));
        assertThat(result.stderr()).isEmpty();
        String all = new String(result.stdoutBytes(), StandardCharsets.UTF_8);
        return List.of(all.substring(0, all.length() - 1).split("\0", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "'",
                "''",
                "'\\''",
                "\\",
                "\\'",
                "$HOME",
                "$(touch /tmp/x)",
                "`id`",
                "a;b",
                "a\nb",
                "-x",
                "~",
                "*",
                "if",
                "A=1",
                "\u00e4\u20ac",
                "!!",
                "trailing\n"
            })
    void comesBackFromAShell(String argument) {
        assertThat(split(ShellWords.quote(argument))).containsExactly(argument);
    }

    @Test
    void randomArgumentsComeBackUnchangedFromAShell() {
        Random random = new Random(20260101);
        for (int round = 0; round < 200; round++) {
            List<String> arguments = arguments(random);
            assertThat(split(ShellWords.join(arguments))).isEqualTo(arguments);
        }
    }

    private static List<String> arguments(Random random) {
        List<String> arguments = new ArrayList<>();
        for (int count = 1 + random.nextInt(12); count > 0; count--) {
            arguments.add(argument(random));
        }
        return arguments;
    }

    private static String argument(Random random) {
        int[] letters = SPECIAL.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    @Test
    void refusesAZeroCharacter() {
        assertThatThrownBy(() -> ShellWords.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }
}
