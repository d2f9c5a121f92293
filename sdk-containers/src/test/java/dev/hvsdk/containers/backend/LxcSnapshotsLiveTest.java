/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LxcPath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of containers of LXC whose root is their own. */
@Live({Engine.LXC, Engine.CONTAINER_IMAGE})
class LxcSnapshotsLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LxcPath lxc;
    private static Hypervisor host;

    @BeforeAll
    static void start() {
        lxc = LxcPath.start();
        host = new LxcProvider().open(ConnectSpec.of(URI.create(lxc.uri())));
    }

    @AfterAll
    static void end() {
        host.close();
        lxc.close();
    }

    private static Guest guest(String name) {
        lxc.create(name);
        return host.guest(GuestId.of(name));
    }

    private static Snapshots snapshots(Guest guest) {
        return guest.capability(Snapshots.class).require();
    }

    private static Snapshot take(Guest guest, String name) {
        return snapshots(guest)
                .create(SnapshotSpec.builder(name).description("before " + name).build())
                .await(PATIENCE);
    }

    private static Path inRoot(Guest guest, String file) {
        return lxc.path().resolve(guest.id().value()).resolve("rootfs").resolve(file);
    }

    @Test
    void takesTheFilesOfARunningContainerBack() throws IOException {
        Guest guest = guest("back");
        Files.writeString(inRoot(guest, "etc/kept"), "first");
        Snapshot first = take(guest, "first");
        assertThat(first.id()).isEqualTo("snap0");
        assertThat(first.description()).contains("before first");
        assertThat(first.createdAt()).isPresent();
        assertThat(first.holdsMemory()).isFalse();
        Files.writeString(inRoot(guest, "etc/kept"), "second");
        take(guest, "second");
        guest.start().await(PATIENCE);

        assertThat(snapshots(guest).revert(first.id()).await(PATIENCE).reason()).contains(StateReason.FROM_SNAPSHOT);

        assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);
        assertThat(inRoot(guest, "etc/kept")).hasContent("first");
        assertThat(snapshots(guest).current()).map(Snapshot::name).contains("first");
        assertThat(snapshots(guest).list()).extracting(Snapshot::name).containsExactly("first", "second");
        guest.start().await(PATIENCE);
        guest.stop().await(PATIENCE);
        guest.undefine().await(PATIENCE);
        assertThat(lxc.path().resolve("back")).doesNotExist();
    }

    @Test
    void growsATreeThatLosesOneButNotItsChildren() {
        Guest guest = guest("tree");
        Snapshot first = take(guest, "first");
        Snapshot second = take(guest, "second");
        Snapshot third = take(guest, "third");
        assertThat(third.parent()).contains(second.id());
        snapshots(guest).revert(first.id()).await(PATIENCE);
        Snapshot other = take(guest, "other");
        assertThat(other.parent()).contains(first.id());
        assertThat(snapshots(guest).delete(second.id()).await(PATIENCE)).isEqualTo(second.id());
        assertThat(snapshots(guest).delete(other.id()).await(PATIENCE)).isEqualTo(other.id());

        List<Snapshot> left = snapshots(guest).list();
        assertThat(left).extracting(Snapshot::id).containsExactly(first.id(), third.id());
        assertThat(left.get(1).parent()).contains(first.id());
        assertThat(snapshots(guest).current()).map(Snapshot::id).contains(first.id());
        // LXC takes the first free number again: it is not the one that was deleted.
        assertThat(take(guest, "again").id()).isEqualTo(second.id());
        assertThat(snapshots(guest).list())
                .extracting(Snapshot::name)
                .containsExactlyInAnyOrder("first", "third", "again");
    }

    @Test
    void listsThoseOfTheToolAndTheToolListsThese() {
        Guest guest = guest("both");
        lxc.tool("lxc-snapshot").run("-n", "both");
        take(guest, "mine");
        assertThat(snapshots(guest).list()).extracting(Snapshot::name).containsExactly("snap0", "mine");
        assertThat(lxc.tool("lxc-snapshot").run("-n", "both", "-L", "-C")).contains("snap0", "snap1", "before mine");
    }

    @Test
    void refusesWhatIsThereWhatIsNotAndWhatRuns() {
        Guest guest = guest("refusing");
        take(guest, "one");
        assertThatThrownBy(() -> take(guest, "one")).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> snapshots(guest).revert("snap7").await(PATIENCE))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> snapshots(guest).delete("../../refusing").await(PATIENCE))
                .isInstanceOf(NotFound.class);
        guest.start().await(PATIENCE);
        assertThatThrownBy(() -> take(guest, "two")).isInstanceOf(WrongState.class);
        assertThat(snapshots(guest).list()).hasSize(1);
        guest.stop().await(PATIENCE);
        SnapshotSpec outside = SnapshotSpec.builder("outside")
                .storage(SnapshotStorage.EXTERNAL)
                .build();
        assertThatThrownBy(() -> snapshots(guest).create(outside).await(PATIENCE))
                .isInstanceOf(Unsupported.class);
        SnapshotSpec memory = SnapshotSpec.builder("memory").withMemory(true).build();
        assertThatThrownBy(() -> snapshots(guest).create(memory).await(PATIENCE))
                .isInstanceOf(Unsupported.class);
    }

    @Test
    void leavesNothingOfASnapshotThatFails() throws IOException {
        Guest guest = guest("failing");
        Files.writeString(lxc.path().resolve("failing/rootfs.moved"), "");
        Path config = lxc.path().resolve("failing/config");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("failing/rootfs", "failing/nowhere"));
        Files.createSymbolicLink(
                lxc.path().resolve("failing/nowhere"), lxc.path().resolve("failing/rootfs.moved"));
        assertThatThrownBy(() -> take(guest, "one"))
                .isInstanceOf(HostFailure.class)
                .hasMessageNotContaining("directory-backed");
        Files.writeString(config, text);
        assertThat(snapshots(guest).list()).isEmpty();
        assertThat(lxc.path().resolve("failing/snaps/snap0")).doesNotExist();
    }

    @Test
    void copiesWhatWasWrittenOverARootThatIsShared() throws IOException {
        lxc.create("over");
        Path container = lxc.path().resolve("over");
        Path delta = Files.createDirectory(container.resolve("delta"));
        Path config = container.resolve("config");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "dir:" + container.resolve("rootfs"),
                                "overlay:" + ContainerImage.get().root() + ":" + delta));
        Guest guest = host.guest(GuestId.of("over"));
        Files.writeString(delta.resolve("mark"), "first");
        Snapshot first = take(guest, "first");
        Files.writeString(delta.resolve("mark"), "second");
        snapshots(guest).revert(first.id()).await(PATIENCE);
        guest.start().await(PATIENCE);
        assertThat(lxc.tool("lxc-attach").run("-n", "over", "--", "cat", "/mark"))
                .isEqualTo("first");
        guest.stop().await(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;touch /tmp/x", "../../x"})
    void haveNoPathsOfNamesThatNoContainerHas(String name) {
        Snapshots none = snapshots(host.guest(GuestId.of(name)));
        assertThatThrownBy(none::list).isInstanceOf(NotFound.class);
    }

    @Test
    void areNotThereForARootThatIsADirectoryOfTheHost() {
        Guest guest = host.define(GuestSpec.builder("foreign")
                        .boot(BootSource.image(ContainerImage.get().root().toString(), List.of(ContainerImage.INIT)))
                        .build())
                .await(PATIENCE);
        assertThat(guest.capability(Snapshots.class))
                .isInstanceOfSatisfying(
                        Support.Unavailable.class,
                        why -> assertThat(why.reason()).isEqualTo(Support.Reason.HOST_MISCONFIGURED));
        assertThat(guest.capabilities()).doesNotContain(Snapshots.class);
    }
}
