/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LxcPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console of a container of LXC, whose process 1 is a shell. */
@Live({Engine.LXC, Engine.CONTAINER_IMAGE})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LxcConsoleLiveTest {
    private static final GuestId SHELL = GuestId.of("shell");

    private static LxcPath lxc;
    private static Hypervisor host;

    @BeforeAll
    static void start() throws IOException {
        lxc = LxcPath.start();
        lxc.create("shell");
        Path config = lxc.path().resolve("shell/config");
        Files.writeString(
                config,
                Files.readString(config).replace("lxc.init.cmd = /bin/container-init", "lxc.init.cmd = /bin/sh"));
        host = new LxcProvider().open(ConnectSpec.of(URI.create(lxc.uri())));
        host.guest(SHELL).start().await();
    }

    @AfterAll
    static void end() {
        host.close();
        lxc.close();
    }

    private static Console console(Hypervisor connection) {
        return connection.guest(SHELL).capability(Console.class).require();
    }

    private static void type(ConsoleSession session, String text) throws IOException {
        session.input().write(text.getBytes(UTF_8));
    }

    private static void awaitText(ConsoleSession session, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[256];
        while (read.indexOf(text) < 0) {
            int length = session.output().read(buffer);
            assertThat(length).as("after " + read).isPositive();
            read.append(new String(buffer, 0, length, UTF_8));
        }
    }

    @Test
    void typesACommandAndReadsItsAnswer() throws IOException {
        try (ConsoleSession session = console(host).open()) {
            type(session, "echo an''swer-$((6 * 7))\n");
            awaitText(session, "answer-42");
        }
        assertThat(console(host).displays()).isEmpty();
    }

    @Test
    void givesTheContainerTheCharactersByWhichTheToolWouldBeLeft() throws IOException {
        try (ConsoleSession session = console(host).open()) {
            // To the shell, the first is "go to the start of the line"; to the tool, both together are its end.
            type(session, "cho le''ft-$((40 + 2))\u0001q\u0008e\n");
            awaitText(session, "left-42");
        }
    }

    @Test
    void aSecondSessionIsAConflictUntilTheFirstIsClosed() throws IOException {
        Console console = console(host);
        try (ConsoleSession first = console.open()) {
            assertThatThrownBy(console::open).isInstanceOf(Conflict.class);
            type(first, "echo st''ill-here\n");
            awaitText(first, "still-here");
        }
        console.open().close();
    }

    @Test
    void endsTheReadingWithTheSessionAndWithTheConnection() throws IOException {
        Hypervisor other = new LxcProvider().open(ConnectSpec.of(URI.create(lxc.uri())));
        ConsoleSession session = console(other).open();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> readAll(session.output()));
        other.close();
        assertThat(read.join()).isNotNull();
        ConsoleSession next = console(host).open();
        CompletableFuture<byte[]> nextRead = CompletableFuture.supplyAsync(() -> readAll(next.output()));
        next.close();
        assertThat(nextRead.join()).isNotNull();
    }

    private static byte[] readAll(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isForContainersThatRunAndConnectionsThatMayChangeThem() {
        lxc.create("still");
        Guest still = host.guest(GuestId.of("still"));
        assertThatThrownBy(still.capability(Console.class).require()::open).isInstanceOf(WrongState.class);
        ConnectSpec readOnly =
                ConnectSpec.builder(URI.create(lxc.uri())).readOnly(true).build();
        try (Hypervisor other = new LxcProvider().open(readOnly)) {
            assertThatThrownBy(console(other)::open).isInstanceOf(PermissionDenied.class);
        }
    }
}
