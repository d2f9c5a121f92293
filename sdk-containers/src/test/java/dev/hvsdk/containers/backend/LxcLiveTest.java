/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LxcPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real containers of LXC, by its library and by its tools. */
@Live({Engine.LXC, Engine.CONTAINER_IMAGE})
class LxcLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(64);

    private static LxcPath lxc;

    @BeforeAll
    static void start() {
        lxc = LxcPath.start();
    }

    @AfterAll
    static void end() {
        lxc.close();
    }

    private static Hypervisor open(String parameters) {
        return new LxcProvider().open(ConnectSpec.of(URI.create(lxc.uri() + parameters)));
    }

    private static GuestSpec.Builder spec(String name) {
        String root = ContainerImage.get().root().toString();
        return GuestSpec.builder(name).boot(BootSource.image(root, List.of(ContainerImage.INIT)));
    }

    static Stream<Arguments> drivers() {
        return Stream.of(argumentSet("library", ""), argumentSet("tools", "?library=false"));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void makesRunsPausesStopsAndRemovesAContainer(String driver) {
        try (Hypervisor host = open(driver)) {
            Guest guest = host.define(spec("life").build()).await(PATIENCE);
            assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);
            assertThat(guest.info().reason()).contains(StateReason.CREATED);
            assertThatThrownBy(() -> host.define(spec("life").build()).await(PATIENCE))
                    .isInstanceOf(Conflict.class);

            assertThat(guest.start().await(PATIENCE).reason()).contains(StateReason.BOOTED);
            assertThat(lxc.tool("lxc-info").run("-n", "life", "-H", "-s")).contains("RUNNING");
            assertThatThrownBy(() -> guest.start().await(PATIENCE)).isInstanceOf(WrongState.class);
            assertThatThrownBy(() -> guest.undefine().await(PATIENCE)).isInstanceOf(WrongState.class);
            assertThat(guest.pause().await(PATIENCE).state()).isEqualTo(GuestState.PAUSED);
            assertThat(lxc.tool("lxc-info").run("-n", "life", "-H", "-s")).contains("FROZEN");
            assertThat(guest.resume().await(PATIENCE).state()).isEqualTo(GuestState.RUNNING);
            long before = lxc.pid("life");
            assertThat(guest.reboot().await(PATIENCE).state()).isEqualTo(GuestState.RUNNING);
            assertThat(lxc.pid("life")).isNotEqualTo(before);
            assertThat(guest.shutdown().await(PATIENCE).reason()).contains(StateReason.SHUTDOWN);
            guest.start().await(PATIENCE);
            assertThat(guest.stop().await(PATIENCE).reason()).contains(StateReason.DESTROYED);

            guest.undefine().await(PATIENCE);
            assertThat(lxc.path().resolve("life")).doesNotExist();
            assertThat(ContainerImage.get().root().resolve("bin")).isNotEmptyDirectory();
        }
    }

    @Test
    void givesEqualAnswersByBothDrivers() {
        lxc.create("equal-stopped");
        lxc.create("equal-running");
        lxc.create("equal-frozen");
        lxc.tool("lxc-start").run("-n", "equal-running", "-d");
        lxc.tool("lxc-start").run("-n", "equal-frozen", "-d");
        lxc.tool("lxc-freeze").run("-n", "equal-frozen");
        try (Hypervisor byLibrary = open("");
                Hypervisor byTools = open("?library=false")) {
            List<GuestInfo> expected = byTools.guests().asList();
            assertThat(byLibrary.guests().asList()).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(3);
            assertThat(byLibrary.info().version()).isEqualTo(byTools.info().version());
            assertThat(limits(byLibrary)).isEqualTo(limits(byTools));
            GuestId id = GuestId.of("equal-frozen");
            byLibrary.guest(id).stop().await(PATIENCE);
            assertThat(byTools.guest(id).info().state()).isEqualTo(GuestState.STOPPED);
            byTools.guest(GuestId.of("equal-running")).stop().await(PATIENCE);
        }
    }

    private static ResourceLimits limits(Hypervisor host) {
        return host.guest(GuestId.of("equal-running"))
                .capability(ResourceTuning.class)
                .require()
                .limits();
    }

    @Test
    void leavesNoCopyOfThisProcessAsMonitor() throws IOException {
        try (Hypervisor host = open("")) {
            Guest guest = host.define(spec("monitor").build()).await(PATIENCE);
            guest.start().await(PATIENCE);
            Path monitor = Path.of("/proc", Long.toString(lxc.monitorPid("monitor")));
            assertThat(Files.readSymbolicLink(monitor.resolve("exe")).getFileName())
                    .hasToString("lxc-start");
            guest.stop().await(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void givesUpOnAMonitorThatDoesNotAnswer(String driver) {
        ConnectSpec hasty = ConnectSpec.builder(URI.create(lxc.uri() + driver))
                .deadlines(new Deadlines(PATIENCE, Duration.ofSeconds(2)))
                .build();
        String name = "hangs" + driver.length();
        try (Hypervisor host = open(driver);
                Hypervisor impatient = new LxcProvider().open(hasty)) {
            Guest guest = host.define(spec(name).build()).await(PATIENCE);
            guest.start().await(PATIENCE);
            long monitor = lxc.monitorPid(name);
            lxc.suspendMonitor(name);
            try {
                Guest hanging = impatient.guest(guest.id());
                assertThatThrownBy(hanging::info).isInstanceOf(TimedOut.class);
            } finally {
                lxc.resumeMonitor(monitor);
            }
            guest.stop().await(PATIENCE);
            guest.undefine().await(PATIENCE);
        }
    }

    @Test
    void tellsOfWhatOthersDoToAContainer() throws InterruptedException {
        lxc.create("watched");
        BlockingQueue<HypervisorEvent> heard = new LinkedBlockingQueue<>();
        try (Hypervisor host = open("")) {
            Subscription subscription = host.subscribe(heard::add);
            lxc.tool("lxc-start").run("-n", "watched", "-d");
            assertThat(nextState(heard)).isEqualTo(GuestState.RUNNING);
            host.guest(GuestId.of("watched")).stop().await(PATIENCE);
            assertThat(nextState(heard)).isEqualTo(GuestState.STOPPED);
            subscription.close();
        }
    }

    /** Of this container; those of other tests end, too. */
    private static GuestState nextState(BlockingQueue<HypervisorEvent> heard) throws InterruptedException {
        while (true) {
            HypervisorEvent event = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("an event in time").isNotNull();
            if (event instanceof GuestEvent.StateChanged changed
                    && changed.guest().equals(GuestId.of("watched"))) {
                return changed.state();
            }
        }
    }

    @Test
    void keepsAForeignRootThatALinkOfTheContainerLeadsTo() throws IOException {
        Path root = Files.createDirectories(lxc.directory().resolve("foreign-root"));
        Files.writeString(root.resolve("precious"), "data");
        Path container = Files.createDirectory(lxc.path().resolve("linked"));
        Path link = Files.createSymbolicLink(container.resolve("rootfs"), root);
        Files.writeString(container.resolve("config"), "lxc.uts.name = linked\nlxc.rootfs.path = dir:" + link + "\n");
        try (Hypervisor host = open("")) {
            host.guest(GuestId.of("linked")).undefine().await(PATIENCE);
        }
        assertThat(container).doesNotExist();
        assertThat(root.resolve("precious")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;touch /tmp/hvsdk-lxc-x", "../../x", "-x", "a b", "$(id)", "."})
    void refusesNamesBeforeTheyReachATool(String name) {
        try (Hypervisor host = open("")) {
            assertThatThrownBy(() -> host.define(spec(name).build()).await(PATIENCE))
                    .isInstanceOf(Unsupported.class);
            Guest guest = host.guest(GuestId.of(name));
            assertThatThrownBy(guest::info).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> guest.start().await(PATIENCE)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> guest.undefine().await(PATIENCE)).isInstanceOf(NotFound.class);
        }
        assertThat(Path.of("/tmp/hvsdk-lxc-x")).doesNotExist();
    }

    @Test
    void refusesWhatItDoesNotKnowBeforeAnythingIsMade() {
        try (Hypervisor host = open("")) {
            GuestSpec nic =
                    spec("refused").nic(NicSpec.builder("none0").build()).build();
            assertThatThrownBy(() -> host.define(nic).await(PATIENCE)).isInstanceOf(NotFound.class);
            GuestSpec root = GuestSpec.builder("refused")
                    .boot(BootSource.image("/nonexistent", List.of()))
                    .build();
            assertThatThrownBy(() -> host.define(root).await(PATIENCE)).isInstanceOf(NotFound.class);
            GuestSpec template = GuestSpec.builder("refused")
                    .boot(BootSource.image("no-such-template", List.of()))
                    .build();
            assertThatThrownBy(() -> host.define(template).await(PATIENCE)).isInstanceOf(NotFound.class);
            GuestSpec blanks = GuestSpec.builder("refused")
                    .boot(BootSource.image(
                            ContainerImage.get().root().toString(), List.of("/bin/sh", "-c", "echo a b")))
                    .build();
            assertThatThrownBy(() -> host.define(blanks).await(PATIENCE)).isInstanceOf(Unsupported.class);
            GuestSpec disk =
                    GuestSpec.builder("refused").boot(BootSource.disk()).build();
            assertThatThrownBy(() -> host.define(disk).await(PATIENCE)).isInstanceOf(Unsupported.class);
        }
        assertThat(lxc.path().resolve("refused")).doesNotExist();
    }

    @Test
    void makesAContainerByATemplate() {
        try (Hypervisor host = open("")) {
            GuestSpec spec = GuestSpec.builder("busy")
                    .boot(BootSource.image("busybox", List.of()))
                    .memory(MEMORY)
                    .build();
            Guest guest = host.define(spec).await(PATIENCE);
            assertThat(guest.info().memory()).contains(MEMORY);
            guest.start().await(PATIENCE);
            guest.stop().await(PATIENCE);
            guest.undefine().await(PATIENCE);
        }
        assertThat(lxc.path().resolve("busy")).doesNotExist();
    }

    @Test
    void runsCommandsInside() {
        try (Hypervisor host = open("")) {
            Guest guest = host.define(spec("inside").build()).await(PATIENCE);
            guest.start().await(PATIENCE);
            GuestExec exec = guest.capability(GuestExec.class).require();
            ExecSpec spec = ExecSpec.builder(List.of("sh", "-c", "cat; echo $A $PWD $HOME >&2; exit 7"))
                    .input("hello".getBytes(UTF_8))
                    .environment("A", "a b")
                    .workingDirectory("/bin")
                    .build();
            ExecResult result = exec.run(spec).await(PATIENCE);
            assertThat(result.exitCode()).isEqualTo(7);
            assertThat(result.outputText()).isEqualTo("hello");
            assertThat(result.errorText()).startsWith("a b /bin");
            assertThat(exec.run(ExecSpec.of("pwd")).await(PATIENCE).outputText())
                    .isEqualTo("/\n");
            assertThatThrownBy(() -> exec.run(ExecSpec.of("nosuch")).await(PATIENCE))
                    .isInstanceOf(NotFound.class);
            guest.stop().await(PATIENCE);
            assertThatThrownBy(() -> exec.run(ExecSpec.of("true")).await(PATIENCE))
                    .isInstanceOf(WrongState.class);
        }
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void limitsInTheControlGroup(String driver) {
        String name = "limits" + (driver.isEmpty() ? "" : "-tools");
        try (Hypervisor host = open(driver)) {
            Guest guest =
                    host.define(spec(name).memory(MEMORY).vcpus(2).build()).await(PATIENCE);
            guest.start().await(PATIENCE);
            assertThat(guest.info().vcpus()).hasValue(2);
            ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
            assertThat(tuning.limits().memory()).contains(MEMORY);
            assertThat(tuning.limits().cpuLimit()).contains(new BigDecimal("2"));

            ResourceLimits changed = ResourceLimits.builder()
                    .memory(MemorySize.ofMebibytes(96))
                    .cpuLimit(new BigDecimal("0.5"))
                    .build();
            ResourceLimits applied = tuning.apply(changed).await(PATIENCE);
            assertThat(applied.memory()).contains(MemorySize.ofMebibytes(96));
            assertThat(applied.cpuLimit()).contains(new BigDecimal("0.5"));
            GuestStatistics statistics =
                    guest.capability(Statistics.class).require().read();
            assertThat(statistics.memoryAssigned()).contains(MemorySize.ofMebibytes(96));
            assertThat(statistics.cpuTime())
                    .hasValueSatisfying(time -> assertThat(time).isPositive());
            assertThat(statistics.memoryUsed()).isPresent();

            guest.stop().await(PATIENCE);
            guest.start().await(PATIENCE);
            assertThat(tuning.limits().memory()).contains(MemorySize.ofMebibytes(96));
            guest.stop().await(PATIENCE);
            guest.undefine().await(PATIENCE);
        }
    }

    @Test
    void showsNoVariablesOfTheEnvironmentAndKeepsThem() throws IOException {
        lxc.create("secret");
        Path config = lxc.path().resolve("secret/config");
        Files.writeString(config, Files.readString(config) + "lxc.environment = PASSWORD=s3cret\n");
        try (Hypervisor host = open("")) {
            NativeDefinition definition = host.guest(GuestId.of("secret"))
                    .capability(NativeDefinition.class)
                    .require();
            assertThat(definition.text()).doesNotContain("s3cret").contains("lxc.uts.name = secret");
            definition.replace(definition.text() + "# mine\n").await(PATIENCE);
            assertThat(config).content().contains("s3cret", "# mine");
        }
    }
}
