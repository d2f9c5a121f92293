/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consoles that say what the test says, and the ends that they come to. */
@Timeout(60)
class ConsoleTest {
    private final FakeHost fake =
            FakeHost.kvm().withGuest("web", GuestState.RUNNING).withGuest("db", GuestState.STOPPED);

    private static Console console(Hypervisor host, String guest) {
        return host.findGuest(guest).orElseThrow().capability(Console.class).require();
    }

    private static String read(ConsoleSession session, int length) throws IOException {
        return new String(session.output().readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void type(ConsoleSession session, String text) throws IOException {
        session.input().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void printsFromNowOn() throws IOException {
        try (Hypervisor host = fake.open()) {
            Guest web = host.findGuest("web").orElseThrow();
            fake.printOnConsole(web.id(), "missed");
            try (ConsoleSession session = console(host, "web").open()) {
                assertThat(session.output().available()).isZero();

                fake.printOnConsole(web.id(), "Grüße\n");

                assertThat(session.output().available()).isEqualTo(8);
                assertThat(read(session, 8)).isEqualTo("Grüße\n");
                assertThat(session.output().readNBytes(0)).isEmpty();
            }
        }
    }

    @Test
    void isReadInAnyPieces() throws IOException {
        try (Hypervisor host = fake.open();
                ConsoleSession session = console(host, "web").open()) {
            Guest web = host.findGuest("web").orElseThrow();
            byte[] piece = {'-', '-', '-', '-'};
            fake.printOnConsole(web.id(), "abcdef");

            assertThat(session.output().read(piece, 1, 2)).isEqualTo(2);
            assertThat(piece).asString(StandardCharsets.UTF_8).isEqualTo("-ab-");
            fake.printOnConsole(web.id(), "gh");
            assertThat(session.output().available()).isEqualTo(6);
            assertThat(session.output().read()).isEqualTo('c');
            assertThat(read(session, 5)).isEqualTo("defgh");
            assertThat(session.output().available()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"root\n", "root\r", "root\r\n"})
    void answersALineWhenItEnds(String typed) throws IOException {
        fake.answerConsole(line -> "[" + line + "]");
        try (Hypervisor host = fake.open();
                ConsoleSession session = console(host, "web").open()) {
            type(session, typed + "x\n");

            assertThat(read(session, 9)).isEqualTo("[root][x]");
        }
    }

    @Test
    void saysNothingUnlessItWasTold() throws IOException {
        try (Hypervisor host = fake.open();
                ConsoleSession session = console(host, "web").open()) {
            type(session, "root\n");

            assertThat(session.output().available()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Family.class,
            names = {"KVM", "XEN"})
    void aMachineHasOneSessionAtATime(Family family) {
        FakeHost machines = FakeHost.of(family).withGuest("web", GuestState.PAUSED);
        try (Hypervisor host = machines.open();
                Hypervisor other = machines.open()) {
            ConsoleSession first = console(host, "web").open();

            assertThatThrownBy(() -> console(other, "web").open())
                    .isInstanceOf(HypervisorException.Conflict.class)
                    .hasMessage("fake: open console guest web: another session has its console; close it there first");

            first.close();
            first.close();
            console(other, "web").open().close();
        }
    }

    @Test
    void aContainerIsSeenBySeveral() throws IOException {
        FakeHost docker = FakeHost.containers().withGuest("web", GuestState.RUNNING);
        try (Hypervisor host = docker.open();
                ConsoleSession two = console(host, "web").open()) {
            ConsoleSession one = console(host, "web").open();
            docker.printOnConsole(host.findGuest("web").orElseThrow().id(), "hello");

            assertThat(read(one, 5)).isEqualTo("hello");
            one.close();
            docker.printOnConsole(host.findGuest("web").orElseThrow().id(), "!");
            assertThat(read(two, 6)).isEqualTo("hello!");
            assertThat(one.output().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"KVM, STOPPED", "XEN, CRASHED", "CONTAINERS, PAUSED", "CONTAINERS, STOPPED"})
    void needsAGuestThatRuns(Family family, GuestState state) {
        try (Hypervisor host = FakeHost.of(family).withGuest("web", state).open()) {
            assertThatThrownBy(() -> console(host, "web").open())
                    .isInstanceOf(HypervisorException.WrongState.class)
                    .hasMessageContaining("it is " + state.id() + " and would have to be running");
        }
    }

    @Test
    void whatWasWrittenBeforeTheEndCanBeRead() throws IOException {
        try (Hypervisor host = fake.open();
                ConsoleSession session = console(host, "web").open()) {
            Guest web = host.findGuest("web").orElseThrow();
            fake.printOnConsole(web.id(), "bye");
            web.stop().await();

            assertThat(session.output().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("bye");
            assertThatThrownBy(() -> type(session, "x"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the console is closed, or its guest has stopped");
            web.start().await();
            console(host, "web").open().close();
        }
    }

    @Test
    void closingTheSessionEndsAReaderThatWaits() throws Exception {
        try (Hypervisor host = fake.open()) {
            ConsoleSession session = console(host, "web").open();
            CompletableFuture<Integer> reader = reading(session);

            session.close();

            assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    @Test
    void closingTheConnectionEndsAReaderThatWaits() throws Exception {
        Hypervisor host = fake.open();
        Console console = console(host, "web");
        CompletableFuture<Integer> reader = reading(console.open());

        host.close();

        assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThatThrownBy(console::open).isInstanceOf(HypervisorClosedException.class);
        try (Hypervisor again = fake.open()) {
            console(again, "web").open().close();
        }
    }

    @Test
    void abandonsAnInterruptedReader() throws Exception {
        try (Hypervisor host = fake.open();
                ConsoleSession session = console(host, "web").open()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> session.output().read()).isInstanceOf(InterruptedIOException.class);

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static CompletableFuture<Integer> reading(ConsoleSession session) throws InterruptedException {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            InputStream output = session.output();
            begun.countDown();
            try {
                result.complete(output.read());
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        begun.await();
        return result;
    }

    @Test
    void aBrokenConnectionIsNoOrderlyEnd() {
        try (Hypervisor host = fake.open();
                ConsoleSession session = console(host, "web").open()) {
            fake.faults().disconnect();

            assertThatThrownBy(() -> session.output().read())
                    .isInstanceOf(IOException.class)
                    .hasMessage("the connection to the host is broken");
            assertThatThrownBy(() -> console(host, "web").open()).isInstanceOf(HypervisorException.Unreachable.class);
            fake.faults().reconnect();
        }
    }

    @Test
    void failsOnDemand() {
        fake.faults().on(HostCall.OPEN_CONSOLE).times(1).fail(HypervisorException.TimedOut.class);
        try (Hypervisor host = fake.open()) {
            assertThatThrownBy(() -> console(host, "web").open()).isInstanceOf(HypervisorException.TimedOut.class);
            console(host, "web").open().close();
        }
        assertThat(fake.journal().entries())
                .filteredOn(entry -> entry.subject().equals("guest web"))
                .filteredOn(entry -> entry.call().name().endsWith("CONSOLE"))
                .extracting(entry -> entry.call() + " " + entry.outcome())
                .containsExactly("OPEN_CONSOLE FAILED", "OPEN_CONSOLE DONE", "CLOSE_CONSOLE DONE");
    }

    @Test
    void aReadOnlyConnectionDoesNotType() {
        ConnectSpec spec =
                ConnectSpec.builder(URI.create("fake:kvm")).readOnly(true).build();
        try (Hypervisor host = fake.open(spec)) {
            assertThatThrownBy(() -> console(host, "web").open())
                    .isInstanceOf(HypervisorException.PermissionDenied.class);
            assertThat(console(host, "web").displays()).hasSize(1);
        }
    }

    @Test
    void aConsoleThatIsNotClosedIsALeftoverAndAMisuse() {
        try (Hypervisor host = fake.open()) {
            ConsoleSession session = console(host, "web").open();

            assertThat(fake.leftovers()).extracting(Leftover::kind).contains(Leftover.Kind.CONSOLE);
            assertThat(fake.misuses())
                    .singleElement()
                    .asString()
                    .contains("console #")
                    .contains("was not closed");

            session.close();
            assertThat(fake.leftovers()).extracting(Leftover::kind).doesNotContain(Leftover.Kind.CONSOLE);
            assertThat(fake.misuses()).isEmpty();
        }
    }

    @Test
    void displaysHaveThePortsThatAreFree() {
        fake.withGuest("third", GuestState.RUNNING);
        try (Hypervisor host = fake.open()) {
            assertThat(console(host, "db").displays()).isEmpty();
            assertThat(console(host, "web").displays()).containsExactly(URI.create("vnc://127.0.0.1:5900"));
            assertThat(console(host, "third").displays()).containsExactly(URI.create("vnc://127.0.0.1:5901"));

            host.findGuest("web").orElseThrow().stop().await();
            host.findGuest("db").orElseThrow().start().await();

            assertThat(console(host, "web").displays()).isEmpty();
            assertThat(console(host, "db").displays()).containsExactly(URI.create("vnc://127.0.0.1:5900"));
            assertThat(console(host, "third").displays()).containsExactly(URI.create("vnc://127.0.0.1:5901"));
        }
    }

    @Test
    void aContainerHasNoDisplay() {
        try (Hypervisor host =
                FakeHost.containers().withGuest("web", GuestState.RUNNING).open()) {
            assertThat(console(host, "web").displays()).isEmpty();
        }
    }
}
