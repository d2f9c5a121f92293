/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PoolSpec;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.capability.StorageVolume;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.api.capability.VolumeSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.ContainerLogs;
import dev.hvsdk.containers.LogLine;
import dev.hvsdk.containers.LogQuery;
import dev.hvsdk.containers.LxdOptions;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Lxd;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What LXD itself does beyond the portable contract. */
@Timeout(120)
@Live({Engine.LXD, Engine.CONTAINER_IMAGE})
@LongRunning
class LxdLiveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(64);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private @Nullable Hypervisor opened;

    @BeforeEach
    void openHost() {
        opened = open(Lxd.shared().uri());
    }

    @AfterEach
    void closeHost() {
        try (Hypervisor host = host()) {
            Leftovers.remove(host, "hvlxd-");
        }
    }

    private static Hypervisor open(String uri) {
        return new LxdProvider().open(ConnectSpec.of(URI.create(uri)));
    }

    private Hypervisor host() {
        Hypervisor host = opened;
        if (host == null) {
            throw new IllegalStateException("not open");
        }
        return host;
    }

    private static GuestSpec.Builder spec() {
        return GuestSpec.builder("hvlxd-" + NUMBER.incrementAndGet())
                .boot(BootSource.image(Lxd.shared().image(), List.of(ContainerImage.INIT, "sleep", "100000")))
                .memory(MEMORY);
    }

    private Guest stopped() {
        return host().define(spec().build()).await(PATIENCE);
    }

    private Guest idle() {
        Guest guest = stopped();
        guest.start().await(PATIENCE);
        return guest;
    }

    private static <C extends GuestCapability> C of(Guest guest, Class<C> type) {
        return guest.capability(type).require();
    }

    private <C extends HostCapability> C ofHost(Class<C> type) {
        return host().capability(type).require();
    }

    private static ExecResult run(Guest guest, ExecSpec spec) {
        return of(guest, GuestExec.class).run(spec).await(PATIENCE);
    }

    private static void interfere(String... command) {
        Lxd.shared().cli().run(command);
    }

    @Test
    void saysWhatItIs() {
        assertThat(host().info().product()).isEqualTo("LXD");
        assertThat(host().info().technology()).contains(Technology.LXD);
        assertThat(host().info().version()).isPresent();
        assertThat(host().host().memory()).isPresent();
    }

    @Test
    void commandsHaveTwoStreamsAndACode() {
        ExecResult result = run(idle(), ExecSpec.of("sh", "-c", "echo good; echo bad >&2; exit 7"));

        assertThat(result.outputText()).isEqualTo("good\n");
        assertThat(result.errorText()).isEqualTo("bad\n");
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void commandsReadWhatTheyAreGivenEvenIfThatIsMuch() {
        byte[] input = new byte[1_000_000];
        Arrays.fill(input, (byte) 'x');

        ExecResult result = run(
                idle(),
                ExecSpec.builder(List.of("cat"))
                        .input(input)
                        .outputLimit(MemorySize.ofMebibytes(2))
                        .build());

        assertThat(result.output()).isEqualTo(input);
    }

    @Test
    void outputIsCutAtTheLimit() {
        ExecResult result = run(
                idle(),
                ExecSpec.builder(List.of("sh", "-c", "echo 0123456789"))
                        .outputLimit(MemorySize.ofBytes(4))
                        .build());

        assertThat(result.outputText()).isEqualTo("0123");
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void commandsRunWhereAndAsWhomTheyAreTold() {
        ExecResult result = run(
                idle(),
                ExecSpec.builder(List.of("sh", "-c", "pwd; id -u; id -g; echo $COLOUR"))
                        .workingDirectory("/tmp")
                        .user("12:13")
                        .environment("COLOUR", "blue; true")
                        .build());

        assertThat(result.outputText()).isEqualTo("/tmp\n12\n13\nblue; true\n");
    }

    @Test
    void commandsDoNotRunElsewhereIfTheirDirectoryIsNotThere() {
        ExecResult result = run(
                idle(),
                ExecSpec.builder(List.of("pwd")).workingDirectory("/nowhere").build());

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.outputText()).isEmpty();
    }

    @Test
    void usersHaveNumbers() {
        Guest guest = idle();

        assertThatThrownBy(() -> run(
                        guest, ExecSpec.builder(List.of("id")).user("operator").build()))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("number");
    }

    @Test
    void codesThatLookLikeAMissingCommandAreCodes() {
        Guest guest = idle();

        assertThat(run(guest, ExecSpec.of("sh", "-c", "exit 127")).exitCode()).isEqualTo(127);
        assertThatThrownBy(() -> run(guest, ExecSpec.of("nowhere"))).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void runsNoCommandInAStoppedContainer() {
        Guest guest = stopped();

        assertThatThrownBy(() -> run(guest, ExecSpec.of("true"))).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void cancellingKillsTheCommand() {
        Guest guest = idle();
        Operation<ExecResult> operation =
                of(guest, GuestExec.class).run(ExecSpec.of("sh", "-c", "touch /tmp/began; exec sleep 4321"));
        Eventually.holds(() -> runs(guest, "/tmp/began"));

        Eventually.holds(operation::cancel);

        assertThatThrownBy(() -> operation.await(PATIENCE)).isInstanceOf(RuntimeException.class);
        Eventually.holds(() -> !run(guest, ExecSpec.of("ps")).outputText().contains("4321"));
    }

    private static boolean runs(Guest guest, String file) {
        return run(guest, ExecSpec.of("test", "-e", file)).exitCode() == 0;
    }

    private Guest started(String... command) {
        Guest guest = host().define(spec().boot(BootSource.image(Lxd.shared().image(), List.of(command)))
                        .build())
                .await(PATIENCE);
        guest.start().await(PATIENCE);
        return guest;
    }

    @Test
    void aConsoleIsThatOfTheContainer() throws IOException {
        Guest guest = idle();
        try (ConsoleSession session = of(guest, Console.class).open()) {
            // Again and again: the daemon connects the console a moment after it has promised to.
            String repeated = "while true; do echo hello >/dev/console; sleep 0.1; done";
            Operation<ExecResult> writing = of(guest, GuestExec.class).run(ExecSpec.of("sh", "-c", repeated));
            String seen = "";
            while (!seen.contains("hello")) {
                int next = session.output().read();
                assertThat(next).as("after '%s'", seen).isNotNegative();
                seen += (char) next;
            }
            assertThat(writing.cancel()).isTrue();
            assertThatThrownBy(() -> writing.await(PATIENCE)).isInstanceOf(RuntimeException.class);

            Operation<ExecResult> reading =
                    of(guest, GuestExec.class).run(ExecSpec.of("sh", "-c", "read x </dev/console; echo got $x"));
            Eventually.holds(() -> {
                session.input().write("word\n".getBytes(StandardCharsets.UTF_8));
                return reading.completion().toCompletableFuture().isDone();
            });
            assertThat(reading.await(PATIENCE).outputText()).isEqualTo("got word\n");
        }
    }

    @Test
    void keepsWhatWasWrittenToTheConsole() {
        Guest guest = started();

        assertThat(guest.capability(ContainerLogs.class).isAvailable()).isFalse();
        Eventually.holds(() -> readiness(guest));
        guest.stop().await(PATIENCE);

        ContainerLogs logs = of(guest, ContainerLogs.class);
        assertThat(logs.read(LogQuery.all())).extracting(LogLine::text).containsExactly(ContainerImage.READY_LINE);
        assertThat(logs.read(LogQuery.builder().tail(1).build())).hasSize(1);
        assertThat(logs.read(LogQuery.builder().tail(0).build())).isEmpty();
        assertThatThrownBy(() -> logs.follow(LogQuery.all(), line -> {}))
                .isInstanceOf(HypervisorException.Unsupported.class);
    }

    /** The process that waits comes after the line. */
    private static boolean readiness(Guest guest) {
        return run(guest, ExecSpec.of("ps")).outputText().contains("sleep 3600");
    }

    @Test
    void aContainerThatNeverRanWroteNothing() {
        assertThat(of(stopped(), ContainerLogs.class).read(LogQuery.all())).isEmpty();
    }

    @Test
    void aCommandThatTheConfigurationCannotHoldIsRefused() {
        assertThatThrownBy(() -> started("/bin/sh", "-c", "sleep 1"))
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(() -> started("sleep", "1")).isInstanceOf(HypervisorException.Unsupported.class);
    }

    @Test
    void countsAllInOneCallAsItCountsOne() {
        Guest guest = idle();
        stopped();

        GuestStatistics one = of(guest, Statistics.class).read();
        Map<GuestId, GuestStatistics> all =
                ofHost(BulkStatistics.class).read(GuestQuery.all()).asMap();

        assertThat(all).containsOnlyKeys(guest.id());
        assertThat(one.memoryAssigned()).contains(MEMORY);
        assertThat(one.memoryResident()).isPresent();
        assertThat(one.cpuTime()).hasValueSatisfying(time -> assertThat(time).isPositive());
    }

    @Test
    void limitsReachTheControlGroup() throws IOException {
        Guest guest = idle();

        ResourceLimits limits = of(guest, ResourceTuning.class)
                .apply(ResourceLimits.builder()
                        .memory(MemorySize.ofMebibytes(32))
                        .cpuLimit(new BigDecimal("0.5"))
                        .maxProcesses(40)
                        .build())
                .await(PATIENCE);

        assertThat(limits.memory()).contains(MemorySize.ofMebibytes(32));
        assertThat(limits.cpuLimit())
                .hasValueSatisfying(cpus -> assertThat(cpus).isEqualByComparingTo("0.5"));
        assertThat(limits.maxProcesses()).hasValue(40);
        assertThat(group(guest, "memory", "memory.limit_in_bytes")).isEqualTo("33554432");
        assertThat(group(guest, "pids", "pids.max")).isEqualTo("40");
    }

    private static String group(Guest guest, String controller, String file) throws IOException {
        Path group = Lxd.shared().controlGroups(controller).resolve("lxc.payload." + guest.id());
        return Files.readString(group.resolve(file)).strip();
    }

    @Test
    void snapshotsOfOthersHaveNoParents() {
        Guest guest = stopped();
        Snapshots snapshots = of(guest, Snapshots.class);
        interfere("snapshot", guest.id().value(), "foreign");
        Snapshot own = snapshots.create(SnapshotSpec.builder("own").build()).await(PATIENCE);

        assertThat(snapshots.list()).extracting(Snapshot::name).containsExactly("foreign", "own");
        assertThat(own.parent()).isEmpty();
        assertThat(snapshots.current()).contains(own);
    }

    @Test
    void goesBackToWhatWas() {
        Guest guest = idle();
        Snapshots snapshots = of(guest, Snapshots.class);
        run(guest, ExecSpec.of("touch", "/kept"));
        Snapshot taken =
                snapshots.create(SnapshotSpec.builder("before").build()).await(PATIENCE);
        run(guest, ExecSpec.of("rm", "/kept"));

        snapshots.revert(taken.id()).await(PATIENCE);

        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(runs(guest, "/kept")).isTrue();
    }

    @Test
    void whatASnapshotCannotHaveIsRefused() {
        Snapshots snapshots = of(idle(), Snapshots.class);

        assertThatThrownBy(() -> snapshots
                        .create(SnapshotSpec.builder("words").description("why").build())
                        .await(PATIENCE))
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThatThrownBy(() -> snapshots
                        .create(SnapshotSpec.builder("memory").withMemory(true).build())
                        .await(PATIENCE))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("CRIU");
        assertThat(snapshots.list()).isEmpty();
    }

    @Test
    void aDefinitionHidesWhatMayBeSecretAndKeepsIt() {
        Guest guest = host().define(spec().with(LxdOptions.builder()
                                .config("environment.PASSWORD", "s3cret")
                                .config("security.nesting", "true")
                                .build())
                        .build())
                .await(PATIENCE);
        NativeDefinition definition = of(guest, NativeDefinition.class);
        String text = definition.text();

        definition
                .replace(text.replace("\"security.nesting\" : \"true\"", "\"security.nesting\" : \"false\""))
                .await(PATIENCE);
        guest.start().await(PATIENCE);

        assertThat(text).contains("environment.PASSWORD").doesNotContain("s3cret");
        assertThat(definition.text()).contains("\"security.nesting\" : \"false\"");
        assertThat(run(guest, ExecSpec.of("sh", "-c", "echo $PASSWORD")).outputText())
                .isEqualTo("s3cret\n");
    }

    @Test
    void networksHaveTheAddressesThatTheyWereGiven() {
        Networks networks = ofHost(Networks.class);
        VirtualNetwork made = networks.create(NetworkSpec.builder("hvlxd0")
                        .mode("route")
                        .subnet("10.77.3.0/24")
                        .build())
                .await(PATIENCE);
        try {
            Guest guest = host().define(spec().nic(NicSpec.builder("hvlxd0")
                                    .mac("00:16:3e:01:02:03")
                                    .build())
                            .build())
                    .await(PATIENCE);
            guest.start().await(PATIENCE);

            assertThat(made.subnet()).contains("10.77.3.0/24");
            assertThat(made.mode()).isEqualTo("route");
            assertThat(networks.list()).contains(made);
            assertThat(run(guest, ExecSpec.of("cat", "/sys/class/net/eth0/address"))
                            .outputText())
                    .isEqualTo("00:16:3e:01:02:03\n");
            assertThatThrownBy(() -> networks.delete("hvlxd0").await(PATIENCE)).isInstanceOf(HypervisorException.class);
            Leftovers.remove(host(), "hvlxd-");
        } finally {
            Leftovers.remove(host(), "hvlxd-");
            networks.delete("hvlxd0").await(PATIENCE);
        }
    }

    @Test
    void poolsAndTheirVolumesComeAndGo() throws IOException {
        StoragePools pools = ofHost(StoragePools.class);
        Path directory = Files.createDirectories(Lxd.shared().directory().resolve("pool"));
        StoragePool pool = pools.createPool(
                        PoolSpec.builder("hvlxd", directory.toString()).build())
                .await(PATIENCE);
        try {
            StorageVolume volume = pools.createVolume(
                            "hvlxd",
                            VolumeSpec.builder("block", MEMORY).format("block").build())
                    .await(PATIENCE);
            StorageVolume grown = pools.resizeVolume("hvlxd", "block", MemorySize.ofMebibytes(80))
                    .await(PATIENCE);

            assertThat(pool.active()).isTrue();
            assertThat(pools.list()).extracting(StoragePool::name).contains("default", "hvlxd");
            assertThat(volume.format()).contains("block");
            assertThat(grown.capacity()).contains(MemorySize.ofMebibytes(80));
            assertThatThrownBy(
                            () -> pools.resizeVolume("hvlxd", "block", MEMORY).await(PATIENCE))
                    .isInstanceOf(HypervisorException.Unsupported.class);
            assertThatThrownBy(() -> pools.undefinePool("hvlxd").await(PATIENCE))
                    .isInstanceOf(HypervisorException.WrongState.class);
        } finally {
            pools.deleteVolume("hvlxd", "block").await(PATIENCE);
            pools.undefinePool("hvlxd").await(PATIENCE);
        }
    }

    @Test
    void optionsByNameAreThoseOfTheType() {
        SpecOptions options = ofHost(SpecOptions.class);

        Guest guest = host().define(spec().with(options.extension(Map.of(
                                "profiles", "default",
                                "config", "boot.autostart=false;user.colour=blue",
                                "device", "null,type=unix-char,source=/dev/null,path=/dev/hvnull",
                                "description", "of a test",
                                "ephemeral", "yes")))
                        .build())
                .await(PATIENCE);
        guest.start().await(PATIENCE);

        assertThat(of(guest, NativeDefinition.class).text()).contains("of a test", "user.colour");
        assertThat(runs(guest, "/dev/hvnull")).isTrue();
        guest.stop().await(PATIENCE);
        Eventually.holds(() -> host().findGuest(guest.id().value()).isEmpty());
    }

    @Test
    void aPreviewIsWhatTheDaemonWouldBeAskedFor() {
        String preview = ofHost(DefinitionPreview.class)
                .preview(spec().with(LxdOptions.builder()
                                .config("user.token", "s3cret")
                                .build())
                        .build());

        assertThat(preview).contains("limits.memory", "lxc.init.cmd").doesNotContain("s3cret");
    }

    @Test
    void namesThatLxdCannotHaveAreRefused() {
        for (String name : List.of("a;touch", "a_b", "1st", "a/b", "end-")) {
            assertThatThrownBy(() -> host().define(GuestSpec.builder(name)
                                    .boot(BootSource.image(Lxd.shared().image(), List.of()))
                                    .build())
                            .await(PATIENCE))
                    .as(name)
                    .isInstanceOf(HypervisorException.Unsupported.class);
        }
    }

    @Test
    void anImageThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> host().define(GuestSpec.builder("hvlxd-none")
                                .boot(BootSource.image("nowhere", List.of()))
                                .build())
                        .await(PATIENCE))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(host().findGuest("hvlxd-none")).isEmpty();
    }

    @Test
    void aGuestThatWasNeverStartedSaysSo() {
        Guest guest = stopped();

        assertThat(guest.info().reason()).contains(StateReason.CREATED);
        guest.start().await(PATIENCE);
        assertThat(guest.info().startedAt()).isPresent();
    }

    @Test
    void aRebootOfOneThatDoesNotHearIsForced() {
        Guest deaf = started("/bin/sleep", "100000");
        Instant before = deaf.info().startedAt().orElseThrow();
        ConnectSpec impatient = ConnectSpec.builder(URI.create(Lxd.shared().uri()))
                .deadlines(new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(10)))
                .build();
        try (Hypervisor host = new LxdProvider().open(impatient)) {
            GuestInfo after = host.guest(deaf.id()).reboot().await(PATIENCE);

            assertThat(after.state()).isEqualTo(GuestState.RUNNING);
            assertThat(after.startedAt())
                    .hasValueSatisfying(time -> assertThat(time).isAfter(before));
        }
    }

    @Test
    void renamingIsToldAsGoingAndComing() {
        Guest guest = stopped();
        List<HypervisorEvent> seen = new CopyOnWriteArrayList<>();
        try (var subscription = host().subscribe(seen::add)) {
            interfere("rename", guest.id().value(), "hvlxd-renamed");

            Eventually.holds(() -> seen.stream()
                    .anyMatch(event -> event instanceof GuestEvent.Defined defined
                            && defined.name().equals("hvlxd-renamed")));
            assertThat(seen)
                    .anyMatch(event -> event instanceof GuestEvent.Undefined undefined
                            && undefined.guest().equals(guest.id()));
            assertThat(subscription.isOpen()).isTrue();
        }
        assertThatThrownBy(guest::info).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void aProjectHasGuestsOfItsOwn() {
        interfere(
                "project",
                "create",
                "hvlxd",
                "--config",
                "features.images=false",
                "--config",
                "features.profiles=false");
        try (Hypervisor project = open(Lxd.shared().uri() + "?project=hvlxd")) {
            Guest guest = project.define(spec().build()).await(PATIENCE);
            List<HypervisorEvent> seen = new CopyOnWriteArrayList<>();
            try (var subscription = project.subscribe(seen::add)) {
                guest.start().await(PATIENCE);
                Eventually.holds(() -> seen.stream()
                        .anyMatch(event -> event instanceof GuestEvent.StateChanged changed
                                && changed.guest().equals(guest.id())));
                assertThat(subscription.isOpen()).isTrue();
            }

            assertThat(guest.id().value()).startsWith("hvlxd/hvlxd-");
            assertThat(run(guest, ExecSpec.of("true")).exitCode()).isZero();
            assertThat(host().findGuest(guest.info().name())).isEmpty();
            assertThatThrownBy(() -> host().guest(guest.id()).info()).isInstanceOf(HypervisorException.NotFound.class);
            Leftovers.remove(project, "hvlxd-");
        } finally {
            interfere("project", "delete", "hvlxd");
        }
        assertThatThrownBy(() -> open(Lxd.shared().uri() + "?project=hvlxd"))
                .isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void whatContainersDoNotHaveIsSaid() {
        Support<GuestAgent> agent = stopped().capability(GuestAgent.class);

        assertThat(agent)
                .isInstanceOfSatisfying(
                        Support.Unavailable.class,
                        none -> assertThat(none.reason()).isEqualTo(Support.Reason.NO_SUCH_CONCEPT));
    }
}
