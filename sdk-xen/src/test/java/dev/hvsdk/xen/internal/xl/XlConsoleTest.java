/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlConsoleTest {
    @TempDir
    private Path directory;

    private Hypervisor host;
    private Guest guest;
    private Console console;

    @BeforeEach
    void define() {
        StandInHost standIn = StandInHost.in(directory);
        host = standIn.open();
        guest = standIn.defined(host, "web", UnaryOperator.identity());
        console = guest.capability(Console.class).require();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void theGuestHearsAndSays() throws IOException {
        guest.start().await();
        try (ConsoleSession session = console.open()) {
            session.input().write("héllo".getBytes(UTF_8));

            assertThat(new String(session.output().readNBytes(6), UTF_8)).isEqualTo("héllo");
        }
    }

    @Test
    void aSecondSessionIsAConflictUntilTheFirstIsClosed() {
        guest.start().await();
        ConsoleSession first = console.open();

        assertThatThrownBy(console::open).isInstanceOf(Conflict.class);
        first.close();
        console.open().close();
    }

    @Test
    void aClosedSessionSaysNothingMoreAndTakesNothing() throws IOException {
        guest.start().await();
        ConsoleSession session = console.open();
        session.close();

        assertThat(session.output().read()).isEqualTo(-1);
        assertThatThrownBy(() -> session.input().write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void aStoppedGuestHasNone() {
        assertThatThrownBy(console::open).isInstanceOf(WrongState.class);
    }

    @Test
    void whoReadsLateMissesTheOldest() throws IOException {
        ConsoleBytes bytes = new ConsoleBytes();
        bytes.add(new byte[(1 << 20) - 1]);
        bytes.add(new byte[] {1, 2});
        bytes.end();

        byte[] read = bytes.readAllBytes();

        assertThat(read).hasSize(1 << 20).endsWith(0, 1, 2);
    }
}
