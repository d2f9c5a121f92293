/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NativeError;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.testkit.vmware.VmrunStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract does not ask, on the stand-in for vmrun. */
class WorkstationTest {
    @TempDir
    private Path directory;

    private VmrunStandIn vmrun;
    private Hypervisor host;

    @BeforeEach
    void open() {
        vmrun = VmrunStandIn.in(directory.resolve("a place with spaces"));
        host = new WorkstationProvider().open(ConnectSpec.of(vmrun.uri()));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Guest define(String name) {
        return host.define(GuestSpec.builder(name).build()).await();
    }

    private Path write(String name, String text) throws IOException {
        Path folder = Files.createDirectories(vmrun.machines().resolve(name));
        return Files.writeString(folder.resolve(name + ".vmx"), text);
    }

    @Test
    void readsTheVersionAfterOtherLines() {
        assertThat(host.info().product()).isEqualTo("VMware Workstation");
        assertThat(host.info().version()).contains("17.5.0");
    }

    @Test
    void startsWhereTheToolLeavesAProcessWithItsOutput() {
        vmrun.keepingThePipe();
        Guest guest = define("web");
        assertThat(guest.start().await(Duration.ofSeconds(15)).state()).isEqualTo(GuestState.RUNNING);
        assertThat(vmrun.calls()).contains("-T ws start " + guest.id() + " nogui");
    }

    @Test
    void namesWhatCannotBeReadAndListsTheOthers() throws IOException {
        define("good");
        Path bad = write("bad", "displayName = \"open\nnumvcpus = \"1\"\n");
        write("huge", "numvcpus = \"99999999\"\n");
        GuestListing listing = host.guests();
        assertThat(listing.stream().map(GuestInfo::name)).containsExactly("good");
        assertThat(listing.incomplete()).hasSize(2);
        assertThat(listing.incomplete().get(0).id().value()).isEqualTo(bad.toString());
        assertThat(listing.incomplete().get(0).why()).hasMessageContaining("the quote is not closed");
    }

    @Test
    void saysNoSizeOfAnEncryptedMachineAndDoesNotStartIt() throws IOException {
        write("secret", "displayName = \"secret\"\nencryption.keySafe = \"vmware:key/list/(pair/...)\"\n");
        GuestInfo info = host.guests().asList().get(0);
        assertThat(info.memory()).isEmpty();
        assertThat(info.vcpus()).isEmpty();
        assertThatThrownBy(() -> host.guest(info.id()).start().await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("arguments");
        assertThat(host.guest(info.id())
                        .capability(NativeDefinition.class)
                        .require()
                        .text())
                .doesNotContain("vmware:key");
    }

    @Test
    void keepsSecretsThatTheTextDoesNotMention() throws IOException {
        Path file = write("vnc", "displayName = \"vnc\"\nRemoteDisplay.vnc.password = \"hunter2\"\n");
        Guest guest = host.findGuest("vnc").orElseThrow();
        NativeDefinition definition = guest.capability(NativeDefinition.class).require();
        assertThat(definition.text()).doesNotContain("hunter2");
        definition.replace(definition.text() + "numvcpus = \"2\"\n").await();
        assertThat(Files.readString(file)).contains("hunter2");
        assertThat(guest.info().vcpus()).hasValue(2);
    }

    @Test
    void keepsDisksWhenAGuestGoes() throws IOException {
        Path disk = Files.writeString(directory.resolve("data.vmdk"), "# Disk DescriptorFile\n");
        Guest guest = host.define(GuestSpec.builder("db")
                        .disk(DiskSpec.builder(disk.toString()).build())
                        .nic(NicSpec.builder("nat").mac("00:50:56:11:22:33").build())
                        .build())
                .await();
        Path own = Files.writeString(Path.of(guest.id().value()).resolveSibling("db.vmdk"), "disk");
        guest.undefine().await();
        assertThat(disk).exists();
        assertThat(own).exists();
        assertThat(own.resolveSibling("db.vmx")).doesNotExist();
        assertThat(host.guests().size()).isZero();
    }

    @Test
    void refusesWhatItCannotMake() {
        assertThatThrownBy(() -> host.define(GuestSpec.builder("x")
                                .disk(DiskSpec.builder("/no/such.vmdk").build())
                                .build())
                        .await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> host.define(GuestSpec.builder("x")
                                .boot(BootSource.kernel("/boot/vmlinuz", null, ""))
                                .build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        assertThat(vmrun.machines()).isEmptyDirectory();
    }

    @Test
    void resetsAtOnceWhereNoToolsAnswer() {
        vmrun.withoutTools();
        Guest guest = define("bare");
        guest.start().await();
        assertThat(guest.reboot().await().state()).isEqualTo(GuestState.RUNNING);
        assertThat(vmrun.calls()).contains("-T ws reset " + guest.id() + " hard");
    }

    @Test
    void stopsAfterwardsWhereNoToolsAnswer() {
        vmrun.withoutTools();
        Guest guest = define("bare");
        guest.start().await();
        PowerControl power = guest.capability(PowerControl.class).require();
        assertThatThrownBy(
                        () -> power.shutdown(ShutdownOptions.builder().build()).await())
                .isInstanceOf(HypervisorException.class)
                .hasMessageContaining("VMware Tools");
        ShutdownOptions sure = ShutdownOptions.builder().stopAfterwards(true).build();
        assertThat(power.shutdown(sure).await().state()).isEqualTo(GuestState.STOPPED);
    }

    @Test
    void refusesASnapshotThatVmrunCannotName() throws IOException {
        Guest guest = define("tree");
        Snapshots snapshots = guest.capability(Snapshots.class).require();
        Snapshot first = snapshots.create(SnapshotSpec.builder("a").build()).await();
        snapshots.create(SnapshotSpec.builder("b").build()).await();
        Snapshot again = snapshots.create(SnapshotSpec.builder("b").build()).await();
        assertThat(again.parent()).isNotEmpty();
        assertThat(first.createdAt()).isNotEmpty();
        snapshots.delete(again.id()).await();
        assertThat(vmrun.calls()).contains("-T ws deleteSnapshot " + guest.id() + " a/b/b");
        snapshots.revert(first.id()).await();
        Path vmsd = Path.of(guest.id().value().replace(".vmx", ".vmsd"));
        Files.writeString(vmsd, Files.readString(vmsd).replace("\"b\"", "\"a\"").replace("snapshot1.parent", "x"));
        assertThatThrownBy(() -> snapshots.revert(first.id()).await())
                .isInstanceOf(HypervisorException.Conflict.class)
                .hasMessageContaining("several snapshots");
    }

    @Test
    void keepsWhatVmrunSaid() {
        vmrun.failing("Insufficient permissions in the host operating system");
        assertThatThrownBy(host::guests)
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .extracting(error -> ((HypervisorException) error).nativeError().orElseThrow())
                .isEqualTo(new NativeError(
                        "vmrun", "exit code 255", "Error: Insufficient permissions in the host operating system"));
    }

    @Test
    void runsNoCommandsInGuestsSinceTheirPasswordWouldBeSeen() {
        Support<GuestExec> exec = define("x").capability(GuestExec.class);
        assertThat(exec.toString()).contains("arguments");
    }

    @Test
    void saysWhereItLookedForVmrun() {
        URI uri = URI.create("vmware:///?vmrun=/no/such/vmrun");
        assertThatThrownBy(() -> new WorkstationProvider().open(ConnectSpec.of(uri)))
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("/no/such/vmrun");
        assertThat(new WorkstationProvider().probe().toString()).contains("/usr/bin");
    }
}
