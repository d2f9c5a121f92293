/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.FollowedLog;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.containers.backend.Leftovers;
import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds while an engine is killed, started again, and stopped where it stands; and that nothing is left of connections. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReliabilityContract {
    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Deadlines SHORT = new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(1));

    /** What the issue asks of a close that has nothing to wait for. */
    private static final Duration AT_ONCE = Duration.ofMillis(100);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private @Nullable ContainerDaemon started;
    private @Nullable Hypervisor opened;

    abstract DockerBackend backend();

    abstract ContainerDaemon startDaemon();

    /** Whether what happened before a daemon was killed is told by the next one. */
    abstract boolean remembersEvents();

    @BeforeAll
    void startOwnDaemon() {
        started = startDaemon();
    }

    @AfterAll
    void endOwnDaemon() {
        daemon().close();
    }

    @BeforeEach
    void openHost() {
        opened = open();
    }

    @AfterEach
    void removeAll() {
        host().close();
        try (Hypervisor again = open()) {
            Leftovers.remove(again, "");
        }
    }

    final ContainerDaemon daemon() {
        ContainerDaemon present = started;
        if (present == null) {
            throw new IllegalStateException("not started");
        }
        return present;
    }

    final Hypervisor host() {
        Hypervisor present = opened;
        if (present == null) {
            throw new IllegalStateException("not open");
        }
        return present;
    }

    final Hypervisor open() {
        return backend().open(ConnectSpec.of(URI.create(daemon().uri())));
    }

    private Hypervisor openImpatient() {
        return backend()
                .open(ConnectSpec.builder(URI.create(daemon().uri()))
                        .deadlines(SHORT)
                        .build());
    }

    private Guest defined() {
        return host().define(GuestSpec.builder("hvrel-" + NUMBER.incrementAndGet())
                        .boot(BootSource.image(daemon().image(), List.of(ContainerImage.INIT, "sleep", "100000")))
                        .build())
                .await(PATIENCE);
    }

    private Guest running() {
        Guest guest = defined();
        guest.start().await(PATIENCE);
        return guest;
    }

    private static boolean hasStarted(HypervisorEvent event, GuestId id) {
        return event instanceof GuestEvent.StateChanged changed
                && changed.guest().equals(id)
                && changed.state() == GuestState.RUNNING;
    }

    private static long count(List<HypervisorEvent> events, Class<? extends HypervisorEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    @Test
    void aKilledDaemonThatIsStartedAgainTellsOfLaterEventsOnce() {
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        Subscription unused = host().subscribe(events::add);
        Guest before = running();
        Eventually.holds(() -> events.stream().anyMatch(event -> hasStarted(event, before.id())));

        daemon().kill();
        daemon().restart();
        Eventually.holds(() -> count(events, HypervisorEvent.Reconnected.class) > 0);
        Guest after = running();
        Eventually.holds(() -> events.stream().anyMatch(event -> hasStarted(event, after.id())));
        after.stop().await(PATIENCE);
        Eventually.holds(() -> events.stream()
                .anyMatch(event -> event instanceof GuestEvent.StateChanged changed
                        && changed.guest().equals(after.id())
                        && changed.state() == GuestState.STOPPED));

        assertThat(unused.isOpen()).isTrue();
        assertThat(events.stream().filter(event -> hasStarted(event, before.id())))
                .hasSize(1);
        assertThat(events.stream().filter(event -> hasStarted(event, after.id())))
                .hasSize(1);
        assertThat(count(events, HypervisorEvent.Reconnected.class)).isEqualTo(1);
        assertThat(count(events, HypervisorEvent.Lost.class)).isEqualTo(remembersEvents() ? 0 : 1);
        host().close();
        assertThat(threads("container-events")).isZero();
    }

    @Test
    void whatHappensWhileTheStreamIsBrokenIsToldLater() {
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        Subscription unused = host().subscribe(events::add);
        daemon().kill();
        daemon().restart();
        Guest guest;
        try (Hypervisor other = open()) {
            // Most often before the first connection has noticed.
            guest = other.define(GuestSpec.builder("hvrel-" + NUMBER.incrementAndGet())
                            .boot(BootSource.image(daemon().image(), List.of(ContainerImage.INIT)))
                            .build())
                    .await(PATIENCE);
        }

        Eventually.holds(() -> events.stream()
                .anyMatch(event ->
                        event instanceof GuestEvent.Defined made && made.guest().equals(guest.id())));
        assertThat(unused.isOpen()).isTrue();
        assertThat(count(events, GuestEvent.Defined.class)).isEqualTo(1);
    }

    @Test
    void aLogThatBreaksOffSaysWhy() {
        FollowedLog log = running().capability(ContainerLogs.class).require().follow(LogQuery.all(), line -> {});
        daemon().kill();
        Eventually.holds(() -> !log.isOpen());
        daemon().restart();

        assertThat(log.failure()).isPresent();
    }

    private static void timesOut(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(HypervisorException.TimedOut.class);
    }

    /** Without deadlines it would not end. */
    @Test
    void aDaemonThatIsStoppedWhereItStandsHoldsNobodyUp() {
        Guest stopped = defined();
        Guest running = running();
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        try (Hypervisor impatient = openImpatient()) {
            Guest slow = impatient.guest(running.id());
            Subscription unused = impatient.subscribe(events::add);
            ContainerLogs logs = slow.capability(ContainerLogs.class).require();
            GuestExec exec = slow.capability(GuestExec.class).require();
            daemon().suspend();
            try {
                timesOut(() -> impatient.guests());
                timesOut(() -> impatient.host());
                timesOut(() -> slow.info());
                timesOut(() -> impatient.guest(stopped.id()).start().await(PATIENCE));
                timesOut(() -> slow.stop().await(PATIENCE));
                timesOut(() -> exec.run(ExecSpec.of("true")).await(PATIENCE));
                timesOut(() -> logs.read(LogQuery.all()));
                timesOut(() -> logs.follow(LogQuery.all(), line -> {}));
                timesOut(this::openAndClose);
                try (Hypervisor silent = impatient) {
                    assertThat(silent.isOpen()).isTrue();
                }
                assertThat(threads("container-events")).isZero();
            } finally {
                daemon().resume();
            }
            assertThat(unused.isOpen()).isFalse();
        }
        worksAgain(stopped);
    }

    private void openAndClose() {
        Deadlines deadlines = new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(1));
        URI uri = URI.create(daemon().uri());
        try (Hypervisor host =
                backend().open(ConnectSpec.builder(uri).deadlines(deadlines).build())) {
            assertThat(host.isOpen()).isTrue();
        }
    }

    private void worksAgain(Guest stopped) {
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        Subscription listening = host().subscribe(events::add);
        assertThat(host().guests()).hasSize(2);
        if (stopped.info().state() == GuestState.STOPPED) {
            stopped.start().await(PATIENCE);
        }
        assertThat(stopped.capability(GuestExec.class)
                        .require()
                        .run(ExecSpec.of("echo", "again"))
                        .await(PATIENCE)
                        .outputText())
                .isEqualTo("again\n");
        stopped.stop().await(PATIENCE);
        Eventually.holds(() -> events.stream()
                .anyMatch(event ->
                        event instanceof GuestEvent.StateChanged changed && changed.state() == GuestState.STOPPED));
        listening.close();
    }

    /** Events that were under way when the daemon was stopped come when it goes on, and each once. */
    @Test
    void aSubscriptionOutlivesTheStop() {
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        Subscription unused = host().subscribe(events::add);
        GuestSpec spec = GuestSpec.builder("hvrel-" + NUMBER.incrementAndGet())
                .boot(BootSource.image(daemon().image(), List.of(ContainerImage.INIT)))
                .build();
        daemon().suspend();
        Operation<Guest> define;
        try {
            define = host().define(spec);
        } finally {
            daemon().resume();
        }
        define.await(PATIENCE);

        Eventually.holds(() -> count(events, GuestEvent.Defined.class) > 0);
        assertThat(unused.isOpen()).isTrue();
        assertThat(count(events, GuestEvent.Defined.class)).isEqualTo(1);
        assertThat(count(events, HypervisorEvent.Reconnected.class)).isZero();
    }

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The middle one of some: a machine that is busy with other things is none of ours, a wait is there each time. */
    private static void closesAtOnce(List<Runnable> closes) {
        List<Duration> times =
                closes.stream().map(ReliabilityContract::timeOf).sorted().toList();
        assertThat(times.get(times.size() / 2)).as("the middle one of " + times).isLessThan(AT_ONCE);
    }

    private static void endWithinTwoSeconds(String name) {
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        Eventually.holds(() -> threads(name) == 0 || System.nanoTime() > end);
        assertThat(threads(name)).as("threads of the name " + name).isZero();
    }

    @Test
    void closingAnIdleStreamOfEventsTakesNoTime() {
        List<Runnable> closes = Stream.generate(this::listening).limit(5).toList();

        closesAtOnce(closes);
        endWithinTwoSeconds("container-events");
    }

    private Runnable listening() {
        Hypervisor host = open();
        assertThat(host.subscribe(event -> {}).isOpen()).isTrue();
        return host::close;
    }

    @Test
    void closingAnIdleLogTakesNoTime() {
        ContainerLogs logs = running().capability(ContainerLogs.class).require();
        List<Runnable> closes = Stream.generate(() -> logs.follow(LogQuery.all(), line -> {}))
                .limit(5)
                .<Runnable>map(subscription -> subscription::close)
                .toList();

        closesAtOnce(closes);
        endWithinTwoSeconds("container-logs");
    }

    @Test
    void closingUnderACommandThatIsSilentTakesNoTime() {
        GuestId id = running().id();
        List<Hypervisor> hosts = Stream.generate(this::open).limit(5).toList();
        List<Operation<ExecResult>> silent = hosts.stream()
                .map(host ->
                        host.guest(id).capability(GuestExec.class).require().run(ExecSpec.of("sleep", "100000")))
                .toList();

        closesAtOnce(hosts.stream().<Runnable>map(host -> host::close).toList());
        assertThat(silent)
                .allSatisfy(command -> assertThatThrownBy(() -> command.await(Duration.ofSeconds(2)))
                        .isNotInstanceOf(HypervisorException.TimedOut.class));
    }

    /** With all that holds a descriptor or a thread. */
    final void use(int times) {
        for (int i = 0; i < times; i++) {
            try (Hypervisor host = open()) {
                assertThat(host.guests()).isEmpty();
                if (i % 10 == 0) {
                    assertThat(host.subscribe(event -> {}).isOpen()).isTrue();
                }
            }
        }
    }

    final void leavesNothing(int times) throws IOException {
        use(20);
        Eventually.holds(() -> threads("container-events") == 0);
        long descriptors = descriptors();
        long timers = threads("http-deadlines");
        int all = Thread.activeCount();

        use(times);

        Eventually.holds(() -> threads("container-events") == 0 && threads("http-deadlines") <= timers);
        assertThat(descriptors()).isLessThan(descriptors + 10);
        assertThat(Thread.activeCount()).isLessThan(all + 10);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    /** No waiting: what close() has ended is ended when it returns. */
    @Test
    void descriptorsAreGivenBackWhenCloseReturns() throws IOException {
        use(5);
        Eventually.holds(() -> threads("process-errors") == 0);
        long before = descriptors();
        for (int i = 0; i < 30; i++) {
            listening().run();
            assertThat(descriptors()).as("after connection " + i).isLessThanOrEqualTo(before + 1);
        }
    }

    static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }
}
