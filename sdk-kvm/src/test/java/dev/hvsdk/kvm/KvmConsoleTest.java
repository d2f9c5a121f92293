/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The serial console of a real guest, on which a shell listens. */
@Live({Engine.LIBVIRTD, Engine.QEMU, Engine.GUEST_IMAGES})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@LongRunning
class KvmConsoleTest {
    private Libvirtd daemon;
    private Hypervisor host;
    private Guest guest;
    private Console console;

    @BeforeAll
    void start(Libvirtd shared, GuestImages images) {
        daemon = shared;
        host = Kvms.open(shared);
        Path log = shared.directory().resolve(Kvms.newName("console-log"));
        guest = Kvms.started(
                host,
                Kvms.linux(Kvms.newName("console"), images, images.initrd(), log)
                        .build());
        Eventually.contains(log, GuestImages.READY_LINE);
        console = guest.capability(Console.class).require();
    }

    @AfterAll
    void stop() {
        Kvms.remove(guest);
        host.close();
    }

    /** All that comes until this text does. */
    private static String readUntil(InputStream output, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] buffer = new byte[256];
        while (read.indexOf(text) < 0) {
            int length = output.read(buffer);
            assertThat(length).as("after " + read).isPositive();
            read.append(new String(buffer, 0, length, UTF_8));
        }
        return read.toString();
    }

    private static CompletableFuture<Integer> reading(InputStream output) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                int last = output.read();
                while (last >= 0) {
                    last = output.read();
                }
                return last;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean hasConsoleThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("libvirt-console"));
    }

    @Test
    void typesACommandAndReadsItsAnswer() throws IOException {
        try (ConsoleSession session = console.open()) {
            session.input().write("\necho an''swer-$((6 * 7))\n".getBytes(UTF_8));

            assertThat(readUntil(session.output(), "answer-42")).contains("answer-42");
        }
    }

    @Test
    void muchOutputArrivesWholeAndInOrder() throws IOException {
        try (ConsoleSession session = console.open()) {
            session.input().write("\nseq -w 1 20000; echo an''end\n".getBytes(UTF_8));

            String text = readUntil(session.output(), "anend").replace("\r", "");
            assertThat(text.lines().filter(line -> line.matches("[0-9]{5}")).toList())
                    .hasSize(20000)
                    .isSorted()
                    .last()
                    .isEqualTo("20000");
        }
    }

    @Test
    void aSecondSessionIsAConflictAndTheFirstGoesOn() throws IOException {
        try (ConsoleSession first = console.open()) {
            assertThatThrownBy(console::open).isInstanceOf(HypervisorException.Conflict.class);
            try (Hypervisor other = Kvms.open(daemon)) {
                Console same = other.guest(guest.id()).capability(Console.class).require();
                assertThatThrownBy(same::open).isInstanceOf(HypervisorException.Conflict.class);
            }
            first.input().write("\necho st''ill\n".getBytes(UTF_8));
            assertThat(readUntil(first.output(), "still")).contains("still");
        }
    }

    @Test
    void opensAgainAtOnceManyTimes() {
        for (int i = 0; i < 30; i++) {
            console.open().close();
        }
        Eventually.holds(() -> !hasConsoleThread());
    }

    @Test
    void closingTheSessionEndsAReadThatWaits() throws Exception {
        ConsoleSession session = console.open();
        CompletableFuture<Integer> reading = reading(session.output());

        session.close();

        assertThat(reading.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThatThrownBy(() -> session.input().write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void closingTheConnectionEndsAReadThatWaits() throws Exception {
        Hypervisor other = Kvms.open(daemon);
        ConsoleSession session =
                other.guest(guest.id()).capability(Console.class).require().open();
        CompletableFuture<Integer> reading = reading(session.output());

        other.close();

        assertThat(reading.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
        console.open().close();
        Eventually.holds(() -> !hasConsoleThread());
    }

    @Test
    void theEndOfTheGuestIsTheEndOfItsConsole() throws Exception {
        Guest brief = Kvms.started(host, Kvms.bare(Kvms.newName("brief")).build());
        try (ConsoleSession session = brief.capability(Console.class).require().open()) {
            CompletableFuture<Integer> reading = reading(session.output());
            brief.stop().await(Duration.ofSeconds(30));

            assertThat(reading.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
        } finally {
            Kvms.remove(brief);
        }
    }

    @Test
    void theEndOfTheHostIsAnError() throws Exception {
        try (Libvirtd own = Libvirtd.start();
                Hypervisor lost = Kvms.open(own)) {
            Guest there = Kvms.started(lost, Kvms.bare(Kvms.newName("lost")).build());
            try (ConsoleSession session =
                    there.capability(Console.class).require().open()) {
                CompletableFuture<Integer> reading = reading(session.output());
                own.kill();

                assertThatThrownBy(() -> reading.get(20, TimeUnit.SECONDS)).hasMessageContaining("has broken");
            }
        }
    }

    @Test
    void aGuestThatDoesNotRunHasNoConsole() {
        Guest stopped = host.define(Kvms.bare(Kvms.newName("stopped")).build()).await();
        try {
            Support<Console> offered = stopped.capability(Console.class);
            assertThatThrownBy(() -> offered.require().open()).isInstanceOf(HypervisorException.WrongState.class);
            assertThat(offered.require().displays()).isEmpty();
        } finally {
            Kvms.remove(stopped);
        }
    }

    @Test
    void displaysHaveTheLivePort() {
        Guest seen = Kvms.started(
                host,
                Kvms.bare(Kvms.newName("seen"))
                        .with(Kvms.plain().vnc(true).build())
                        .build());
        try {
            assertThat(seen.capability(Console.class).require().displays())
                    .singleElement()
                    .satisfies(display -> {
                        assertThat(display.getScheme()).isEqualTo("vnc");
                        assertThat(display.getHost()).isEqualTo("127.0.0.1");
                        assertThat(display.getPort()).isGreaterThanOrEqualTo(5900);
                    });
        } finally {
            Kvms.remove(seen);
        }
    }
}
