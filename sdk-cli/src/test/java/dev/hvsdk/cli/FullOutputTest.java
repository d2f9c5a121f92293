/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullOutputTest {
    /** Takes what is written and fails when it is to be kept, as a full disk does. */
    private static final class Full extends Writer {
        private final String reason;

        Full(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(char[] text, int from, int length) {}

        @Override
        public void flush() throws IOException {
            throw new IOException(reason);
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspect",
                "inspect --format json",
                "detect",
                "backends",
                "guests fake:kvm",
                "guests fake:kvm --format json",
                "--help",
                "help detect",
                "generate-completion"
            })
    void whatCannotBeWrittenIsAFailure(String line) {
        Run run = into(new CheckedOutput(new Full("No space left on device")), line);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().strip()).isEqualTo("hv: cannot write to standard output: No space left on device");
    }

    @Test
    void aReaderThatHasSeenEnoughIsToldNothing() {
        Run run = into(new CheckedOutput(new Full("Broken pipe")), "backends");

        assertThat(run.exitCode()).isEqualTo(141);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void aFailureOfAnyOtherWriterIsSeenToo() {
        Run run = into(new PrintWriter(new Full("never told")), "backends");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("cannot write to standard output");
    }

    private static Run into(PrintWriter out, String line) {
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new Terminal(out, new PrintWriter(err), false, false, Map.of()), line.split(" "));
        return new Run(exitCode, "", err.toString());
    }
}
