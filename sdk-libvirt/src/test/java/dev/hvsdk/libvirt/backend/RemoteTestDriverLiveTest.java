/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test driver behind a real libvirtd: what a connection by RPC has to stand. */
@Live(Engine.LIBVIRTD)
@LongRunning
class RemoteTestDriverLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LibvirtProvider provider = new LibvirtProvider();

    private Hypervisor open(String uri) {
        return provider.open(ConnectSpec.of(URI.create(uri)));
    }

    @Test
    void listsStatesByOneAnswerAndInventsNothing(Libvirtd daemon, @TempDir Path directory) throws IOException {
        try (Hypervisor host = open(daemon.testUri(TestDriverFile.of(directory, 10)))) {
            assertThat(host.guests().asList())
                    .hasSize(10)
                    .allSatisfy(guest -> assertThat(guest.vcpus()).isEmpty())
                    .allSatisfy(guest -> assertThat(guest.memory()).isEmpty());
            assertThat(host.guests(GuestQuery.active()).size()).isEqualTo(6);
            GuestInfo first = host.guests().asList().get(0);
            assertThat(host.guest(first.id()).info().memory()).isPresent();
        }
    }

    @Test
    void listsWhatEachGuestSaysWhereThatIsAskedFor(Libvirtd daemon, @TempDir Path directory) throws IOException {
        try (Hypervisor host = open(daemon.testUri(TestDriverFile.of(directory, 100)))) {
            assertThat(host.guests(GuestQuery.builder().detailed(true).build()).asList())
                    .hasSize(100)
                    .extracting(GuestInfo::vcpus, GuestInfo::memory, GuestInfo::state)
                    .isEqualTo(host.guests().stream()
                            .map(guest -> host.guest(guest.id()).info())
                            .map(guest -> tuple(guest.vcpus(), guest.memory(), guest.state()))
                            .toList())
                    .allSatisfy(guest -> assertThat(guest.toList()).contains(OptionalInt.of(2)));
        }
    }

    @Test
    void listsMoreGuestsThanOneAnswerHolds(Libvirtd daemon, @TempDir Path directory) throws IOException {
        try (Hypervisor host = open(daemon.testUri(TestDriverFile.of(directory, 20_000)))) {
            assertThat(host.guests().stream().map(GuestInfo::id).distinct()).hasSize(20_000);
            assertThat(host.guests().incomplete()).isEmpty();
        }
    }

    @Test
    void survivesARestartOfTheDaemon() throws InterruptedException {
        BlockingQueue<HypervisorEvent> events = new LinkedBlockingQueue<>();
        try (Libvirtd daemon = Libvirtd.start();
                Hypervisor host = open(daemon.testUri())) {
            Guest guest = host.guest(host.guests().asList().get(0).id());
            host.subscribe(events::add);
            daemon.kill();
            assertThatThrownBy(guest::info)
                    .isInstanceOf(HypervisorException.Unreachable.class)
                    .satisfies(error -> assertThat(((HypervisorException) error).isTransient())
                            .isTrue());
            daemon.restart();
            await(events, HypervisorEvent.Reconnected.class::isInstance);
            assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
            Guest made = host.define(GuestSpec.builder("after").build()).await(PATIENCE);
            await(
                    events,
                    event -> event instanceof GuestEvent.Defined defined
                            && defined.guest().equals(made.id()));
        }
    }

    @Test
    void failsWithinItsKeepaliveWhereTheDaemonHangs() {
        try (Libvirtd daemon = Libvirtd.start();
                Hypervisor host = provider.open(ConnectSpec.builder(URI.create(daemon.testUri()))
                        .deadlines(new Deadlines(PATIENCE, Duration.ofMinutes(5)))
                        .build())) {
            host.guests();
            daemon.suspend();
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.Unreachable.class);
            daemon.resume();
            assertThat(host.guests().asList()).isNotEmpty();
        }
    }

    @Test
    void failsWithinItsDeadlineWhereTheDaemonHangs() {
        try (Libvirtd daemon = Libvirtd.start();
                Hypervisor host = provider.open(ConnectSpec.builder(URI.create(daemon.testUri()))
                        .deadlines(new Deadlines(PATIENCE, Duration.ofMillis(500)))
                        .build())) {
            host.guests();
            daemon.suspend();
            assertThatThrownBy(host::guests).isInstanceOf(HypervisorException.TimedOut.class);
            daemon.resume();
        }
    }

    @Test
    void opensNothingWhereNobodyAnswers(@TempDir Path directory) {
        String uri = "test+unix:///default?socket=" + directory.resolve("none");
        assertThatThrownBy(() -> open(uri))
                .isInstanceOf(HypervisorException.Unreachable.class)
                .hasMessageContaining("none");
    }

    private static void await(BlockingQueue<HypervisorEvent> events, Predicate<HypervisorEvent> wanted)
            throws InterruptedException {
        @Nullable HypervisorEvent event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        while (event != null && !wanted.test(event)) {
            event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(event).isNotNull();
    }

    /** A file with guests for the test driver: three of five run. */
    private static final class TestDriverFile {
        private TestDriverFile() {}

        static Path of(Path directory, int guests) throws IOException {
            StringBuilder xml = new StringBuilder("<node>");
            for (int i = 0; i < guests; i++) {
                xml.append("<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'><name>vm-")
                        .append(i)
                        .append("</name><memory unit='MiB'>64</memory><vcpu>2</vcpu><os><type>hvm</type></os>")
                        .append("<test:runstate>")
                        .append(i % 5 < 3 ? 1 : 5)
                        .append("</test:runstate></domain>");
            }
            return Files.writeString(directory.resolve("guests.xml"), xml.append("</node>"));
        }
    }
}
