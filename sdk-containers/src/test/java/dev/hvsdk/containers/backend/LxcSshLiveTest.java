/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestEvent;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.Unreachable;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.LxcPath;
import dev.hvsdk.live.Sshd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers of LXC on a host that is reached by SSH, which is this one. */
@LongRunning
@Live({Engine.LXC, Engine.CONTAINER_IMAGE, Engine.SSHD})
class LxcSshLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(64);

    private static LxcPath lxc;
    private static Sshd sshd;
    private static Hypervisor host;

    @BeforeAll
    static void start() {
        lxc = LxcPath.start();
        sshd = Sshd.start();
        host = open(lxc.path().toString());
    }

    @AfterAll
    static void end() {
        host.close();
        sshd.close();
        lxc.close();
    }

    private static Hypervisor open(String directory) {
        String uri = sshd.uri("lxc+ssh").replace("/?", directory + "?");
        return new LxcProvider().open(ConnectSpec.of(URI.create(uri)));
    }

    private static GuestSpec.Builder spec(String name) {
        String root = ContainerImage.get().root().toString();
        return GuestSpec.builder(name).boot(BootSource.image(root, List.of(ContainerImage.INIT)));
    }

    @Test
    void makesRunsPausesLimitsAndRemovesAContainer() {
        Guest guest = host.define(spec("life").memory(MEMORY).build()).await(PATIENCE);
        assertThatThrownBy(() -> host.define(spec("life").build()).await(PATIENCE))
                .isInstanceOf(Conflict.class);
        guest.start().await(PATIENCE);
        assertThat(lxc.tool("lxc-info").run("-n", "life", "-H", "-s")).contains("RUNNING");
        assertThat(guest.info().memory()).contains(MEMORY);
        ResourceTuning tuning = guest.capability(ResourceTuning.class).require();
        assertThat(tuning.limits().memory()).contains(MEMORY);
        MemorySize more = MemorySize.ofMebibytes(96);
        tuning.apply(ResourceLimits.builder().memory(more).build()).await(PATIENCE);
        assertThat(tuning.limits().memory()).contains(more);
        BulkStatistics bulk = host.capability(BulkStatistics.class).require();
        assertThat(bulk.read(GuestQuery.all()).find(guest.id()).orElseThrow().memoryAssigned())
                .contains(more);
        assertThat(guest.pause().await(PATIENCE).state()).isEqualTo(GuestState.PAUSED);
        guest.resume().await(PATIENCE);
        guest.shutdown().await(PATIENCE);
        assertThat(guest.capability(NativeDefinition.class).require().text()).contains(" = " + more.toBytes());
        guest.undefine().await(PATIENCE);
        assertThat(lxc.path().resolve("life")).doesNotExist();
        assertThat(ContainerImage.get().root().resolve("bin")).isNotEmptyDirectory();
    }

    @Test
    void makesAContainerByATemplateAndTakesItBackToASnapshot() throws IOException {
        Guest guest = host.define(GuestSpec.builder("busy")
                        .boot(BootSource.image("busybox", List.of()))
                        .build())
                .await(PATIENCE);
        Snapshots snapshots = guest.capability(Snapshots.class).require();
        Snapshot first = snapshots
                .create(SnapshotSpec.builder("a \"first\" one")
                        .description("it's\nnew")
                        .build())
                .await(PATIENCE);
        assertThat(first.createdAt()).isPresent();
        Files.writeString(lxc.path().resolve("busy/rootfs/etc/later"), "");
        snapshots.revert(first.id()).await(PATIENCE);
        assertThat(lxc.path().resolve("busy/rootfs/etc/later")).doesNotExist();
        assertThat(snapshots.list()).containsExactly(first);
        assertThat(snapshots.list().get(0).name()).isEqualTo("a \"first\" one");
        assertThat(snapshots.list().get(0).description()).contains("it's\nnew");
        assertThat(snapshots.current()).contains(first);
        assertThat(snapshots.delete(first.id()).await(PATIENCE)).isEqualTo(first.id());
        guest.undefine().await(PATIENCE);
        assertThat(lxc.path().resolve("busy")).doesNotExist();
    }

    @Test
    void runsCommandsWhoseArgumentsNoShellReads() {
        Guest guest = host.define(spec("inside").build()).await(PATIENCE);
        guest.start().await(PATIENCE);
        ExecSpec spec = ExecSpec.builder(
                        List.of("sh", "-c", "cat; echo \"$1\" $PWD >&2; exit 7", "sh", "a 'b' \"$(id)\" ; c"))
                .input("hello".getBytes(UTF_8))
                .workingDirectory("/bin")
                .build();
        ExecResult result =
                guest.capability(GuestExec.class).require().run(spec).await(PATIENCE);
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.outputText()).isEqualTo("hello");
        assertThat(result.errorText()).isEqualTo("a 'b' \"$(id)\" ; c /bin\n");
        guest.stop().await(PATIENCE);
    }

    @Test
    void tellsOfWhatOthersDo() throws InterruptedException {
        BlockingQueue<HypervisorEvent> heard = new LinkedBlockingQueue<>();
        try (Subscription subscription = host.subscribe(event -> {
            if (event instanceof GuestEvent told && told.name().equals("watched")) {
                heard.add(event);
            }
        })) {
            assertThat(subscription.isOpen()).isTrue();
            lxc.create("watched");
            assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(GuestEvent.Defined.class);
            lxc.tool("lxc-start").run("-n", "watched", "-d");
            assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            GuestEvent.StateChanged.class,
                            changed -> assertThat(changed.state()).isEqualTo(GuestState.RUNNING));
        }
        host.guest(GuestId.of("watched")).stop().await(PATIENCE);
    }

    @Test
    void tellsOfTheMachineThere() {
        assertThat(host.info().version()).isPresent();
        assertThat(host.host().memory()).isPresent();
        assertThat(host.host().cpu().architecture()).isPresent();
        lxc.create("silent");
        assertThat(host.guest(GuestId.of("silent")).capability(Console.class).isAvailable())
                .isFalse();
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> open("/nonexistent/containers")).isInstanceOf(Unreachable.class);
        GuestSpec root = GuestSpec.builder("refused")
                .boot(BootSource.image("/nonexistent", List.of()))
                .build();
        assertThatThrownBy(() -> host.define(root).await(PATIENCE)).isInstanceOf(NotFound.class);
        GuestSpec template = GuestSpec.builder("refused")
                .boot(BootSource.image("no-such-template", List.of()))
                .build();
        assertThatThrownBy(() -> host.define(template).await(PATIENCE)).isInstanceOf(NotFound.class);
        assertThat(lxc.path().resolve("refused")).doesNotExist();
    }

    @Test
    void saysThatAConfigurationCannotBeRead() throws IOException {
        lxc.create("broken");
        Files.writeString(lxc.path().resolve("broken/config"), "evil = 1\n");
        NativeDefinition definition = host.guest(GuestId.of("broken"))
                .capability(NativeDefinition.class)
                .require();
        assertThatThrownBy(definition::text).isInstanceOfAny(HostFailure.class, NotFound.class);
        Files.delete(lxc.path().resolve("broken/config"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;touch /tmp/hvsdk-lxc-ssh", "../../x", "-x", "$(id)"})
    void refusesNamesBeforeTheyReachAShell(String name) {
        assertThatThrownBy(() -> host.define(spec(name).build()).await(PATIENCE))
                .isInstanceOf(Unsupported.class);
        Guest guest = host.guest(GuestId.of(name));
        assertThatThrownBy(guest::info).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> guest.undefine().await(PATIENCE)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lxc://host/", "lxc+ssh:///var/lib/lxc", "docker:///", "lxc+ssh://u@h/?library=false"})
    void refusesUrisOfOthers(String uri) {
        assertThatThrownBy(() -> new LxcProvider().open(ConnectSpec.of(URI.create(uri))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
