/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestAgent;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.LiveMigration;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.machine.DeviceNode;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.containers.CdiDevice;
import dev.hvsdk.containers.ContainerDetails;
import dev.hvsdk.containers.ContainerInspection;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.HealthChanged;
import dev.hvsdk.containers.HealthCheck;
import dev.hvsdk.containers.HealthState;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Eventually;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What containers were made with, as they tell themselves and as they are read back, and what they have no notion of. */
abstract class ContainerInspectionContract extends ContainerLab {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String SECRET = "hunter2-never-shown";

    @TempDir
    private Path directory;

    /** Whether the engine runs health checks on this machine. */
    boolean runsHealthChecks() {
        return true;
    }

    /** Whether the engine's own process 1 is installed. */
    boolean hasInit() {
        return true;
    }

    Support.Reason whyNotByCdi() {
        return Support.Reason.TOO_OLD;
    }

    private GuestSpec.Builder spec(String... command) {
        return GuestSpec.builder(newName()).boot(BootSource.image(daemon().image(), List.of(command)));
    }

    private GuestSpec.Builder idleSpec() {
        return spec(ContainerImage.INIT, "sleep", "100000");
    }

    private Guest started(GuestSpec.Builder spec) {
        Guest guest = host().define(spec.build()).await(PATIENCE);
        guest.start().await(PATIENCE);
        return guest;
    }

    private Guest startedWith(UnaryOperator<ContainerOptions.Builder> options) {
        return started(idleSpec().with(options.apply(ContainerOptions.builder()).build()));
    }

    private static String output(Guest guest, String script) {
        return guest.capability(GuestExec.class)
                .require()
                .run(ExecSpec.of("sh", "-c", script))
                .await(PATIENCE)
                .outputText()
                .strip();
    }

    private static ContainerDetails details(Guest guest) {
        return guest.capability(ContainerInspection.class).require().read();
    }

    @Test
    void limitsAreThoseOfTheControlGroup() {
        ContainerOptions options = ContainerOptions.builder()
                .cpuLimit(new BigDecimal("0.5"))
                .maxProcesses(50)
                .build();
        Guest guest = started(idleSpec().memory(MemorySize.ofMebibytes(64)).with(options));

        assertThat(output(guest, either("memory/memory.limit_in_bytes", "memory.max")))
                .isEqualTo("67108864");
        assertThat(output(guest, either("pids/pids.max", "pids.max"))).isEqualTo("50");
        assertThat(output(guest, either("cpu/cpu.cfs_quota_us", "cpu.max"))).startsWith("50000");
    }

    /** Control groups of version 1, or else of version 2. */
    private static String either(String first, String second) {
        return "cd /sys/fs/cgroup; cat " + first + " 2>/dev/null || cat " + second;
    }

    @Test
    void errorsOfTheEngineHaveNoSecret() {
        ContainerOptions options =
                ContainerOptions.builder().environment("PASSWORD", SECRET).build();
        GuestSpec spec = GuestSpec.builder(newName())
                .boot(BootSource.image("localhost/hvsdk/no-such-image:1", List.of()))
                .with(options)
                .build();

        assertThatThrownBy(() -> host().define(spec).await(PATIENCE))
                .isInstanceOf(HypervisorException.class)
                .satisfies(error -> assertThat(error.toString()).doesNotContain(SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/fuse", "/dev/net/tun"})
    void devicesOfTheHostAreInTheContainer(String path) {
        PassthroughDevice device = host().devices().stream()
                .filter(found -> found.address().equals(path))
                .findFirst()
                .orElseThrow();
        Guest guest = started(idleSpec().device(device));

        assertThat(device).isInstanceOf(DeviceNode.class);
        assertThat(output(guest, "test -c " + path + " && stat -c %t:%T " + path))
                .isEqualTo(numbers((DeviceNode) device));
        assertThat(output(startedWith(options -> options), "ls " + path)).isEmpty();
        assertThat(details(guest).devices()).containsExactly(path);
    }

    private static String numbers(DeviceNode node) {
        return Integer.toHexString(node.major().orElseThrow()) + ":"
                + Integer.toHexString(node.minor().orElseThrow());
    }

    @Test
    void refusesDevicesByCdiWithItsReason() {
        assertThatThrownBy(() -> started(idleSpec().device(CdiDevice.of("example.com/gpu=0"))))
                .isInstanceOfSatisfying(
                        HypervisorException.Unsupported.class,
                        error -> assertThat(error.reason()).isEqualTo(whyNotByCdi()));
    }

    @Test
    void tellsWhatItWasMadeWith() {
        Guest guest = startedWith(options -> options.label("owner", "hvsdk")
                .restartPolicy(RestartPolicy.onFailure(3))
                .environment("PASSWORD", SECRET)
                .mount(ContainerMount.bind(directory.toString(), "/mnt").readOnly())
                .mount(ContainerMount.tmpfs("/scratch")));

        ContainerDetails details = details(guest);

        assertThat(details.image())
                .hasValueSatisfying(image -> assertThat(image).contains("busybox"));
        assertThat(details.restartPolicy()).contains(RestartPolicy.onFailure(3));
        assertThat(details.restartCount()).hasValue(0);
        assertThat(details.labels()).containsEntry("owner", "hvsdk");
        assertThat(details.health()).isEmpty();
        assertThat(details.exitCode()).isEmpty();
        assertThat(details.mounts())
                .extracting(ContainerMount::target, ContainerMount::isReadOnly)
                .contains(tuple("/mnt", true));
        assertThat(details.mounts()).extracting(ContainerMount::target).contains("/scratch");
    }

    @Test
    void startsWhatFailedAgain() {
        Guest guest = started(spec("sh", "-c", "exit 4")
                .with(ContainerOptions.builder()
                        .restartPolicy(RestartPolicy.onFailure(2))
                        .build()));

        Eventually.holds(() ->
                details(guest).restartCount().orElse(0) == 2 && guest.info().state() == GuestState.STOPPED);
        assertThat(details(guest).exitCode()).hasValue(4);
    }

    @Test
    void tellsItsHealthAndItsChanges() {
        List<HypervisorEvent> events = new CopyOnWriteArrayList<>();
        HealthCheck check = HealthCheck.builder(List.of("test", "-e", "/tmp/well"))
                .interval(SHORT)
                .retries(1)
                .build();
        try (Subscription subscription = host().subscribe(events::add)) {
            Guest guest = startedWith(options -> options.healthCheck(check));
            if (!runsHealthChecks()) {
                assertThat(details(guest).health()).contains(HealthState.STARTING);
                return;
            }
            Eventually.holds(() -> details(guest).health().equals(Optional.of(HealthState.UNHEALTHY)));
            output(guest, "touch /tmp/well");
            Eventually.holds(() -> events.stream()
                    .anyMatch(event -> event instanceof HealthChanged changed
                            && changed.guest().equals(guest.id())
                            && changed.health().equals(HealthState.HEALTHY)));
            assertThat(subscription.isOpen()).isTrue();
        }
    }

    @Test
    void theStopSignalAsksItToShutDown() {
        Guest guest = started(spec("sh", "-c", "trap 'exit 9' USR1; while true; do sleep 0.05; done")
                .with(ContainerOptions.builder().stopSignal("SIGUSR1").build()));

        guest.shutdown().await(PATIENCE);

        assertThat(details(guest).exitCode()).hasValue(9);
    }

    @Test
    void theEnginesOwnInitPassesSignalsOn() {
        GuestSpec.Builder spec = spec("sleep", "100000")
                .with(ContainerOptions.builder().init(true).build());

        if (!hasInit()) {
            assertThatThrownBy(() -> started(spec))
                    .isInstanceOfSatisfying(
                            HypervisorException.Unsupported.class,
                            error -> assertThat(error.reason()).isEqualTo(Support.Reason.MISSING_SOFTWARE));
            return;
        }
        assertThat(started(spec).shutdown().await(PATIENCE).state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void stopsWhatDoesNotHearIfItIsToldTo() {
        PowerControl power =
                started(spec("sleep", "100000")).capability(PowerControl.class).require();

        assertThat(power.shutdownMethods()).containsExactly(ShutdownMethod.SIGNAL);
        assertThatThrownBy(() -> power.shutdown(
                                ShutdownOptions.builder().patience(SHORT).build())
                        .await(PATIENCE))
                .isInstanceOf(HypervisorException.TimedOut.class);
        assertThat(power.shutdown(ShutdownOptions.builder()
                                .patience(SHORT)
                                .stopAfterwards(true)
                                .build())
                        .await(PATIENCE)
                        .state())
                .isEqualTo(GuestState.STOPPED);
    }

    @Test
    void saysWhatAContainerHasNoNotionOf() {
        Guest guest = host().define(idleSpec().build()).await(PATIENCE);

        for (Class<? extends GuestCapability> type : List.<Class<? extends GuestCapability>>of(
                DeviceAssignment.class, GuestAgent.class, LiveMigration.class, VirtualHardware.class)) {
            assertThat(guest.capability(type))
                    .isInstanceOfSatisfying(
                            Support.Unavailable.class,
                            why -> assertThat(why.reason()).isEqualTo(Support.Reason.NO_SUCH_CONCEPT));
        }
    }

    @Test
    void aPreviewShowsTheRequestWithoutSecrets() {
        ContainerOptions options =
                ContainerOptions.builder().environment("PASSWORD", SECRET).build();

        String preview = host().capability(DefinitionPreview.class)
                .require()
                .preview(idleSpec().with(options).build());

        assertThat(preview).contains("PASSWORD=***").doesNotContain(SECRET);
    }
}
