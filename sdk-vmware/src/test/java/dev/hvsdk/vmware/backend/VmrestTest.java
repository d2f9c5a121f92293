/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.NetworkSpec;
import dev.hvsdk.api.capability.Networks;
import dev.hvsdk.api.capability.PowerControl;
import dev.hvsdk.api.capability.ShutdownOptions;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.capability.VirtualNetwork;
import dev.hvsdk.testkit.vmware.VmrestStandIn;
import dev.hvsdk.testkit.vmware.VmrunStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What vmrest adds to vmrun, on the stand-ins for both; a second connection sees by vmrun alone. */
class VmrestTest {
    @TempDir
    private Path directory;

    private VmrunStandIn vmrun;
    private VmrestStandIn vmrest;
    private Hypervisor host;
    private Hypervisor byVmrun;

    @BeforeEach
    void open() {
        vmrun = VmrunStandIn.in(directory.resolve("tools"));
        vmrest = VmrestStandIn.beside(vmrun);
        host = new WorkstationProvider().open(spec(vmrest.uri()));
        byVmrun = new WorkstationProvider().open(ConnectSpec.of(vmrun.uri()));
    }

    @AfterEach
    void close() {
        host.close();
        byVmrun.close();
        vmrest.close();
    }

    private ConnectSpec spec(URI uri) {
        return ConnectSpec.builder(uri).credentials(vmrest.credentials()).build();
    }

    private Guest define(String name) {
        return host.define(GuestSpec.builder(name).build()).await();
    }

    private Path elsewhere(String name) throws IOException {
        Path file = directory.toRealPath().resolve("elsewhere").resolve(name + ".vmx");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "displayName = \"" + name + "\"\nmemsize = \"64\"\n");
    }

    private static VirtualHardware hardware(Guest guest) {
        return guest.capability(VirtualHardware.class).require();
    }

    private Networks networks() {
        return host.capability(Networks.class).require();
    }

    @Test
    void knowsMachinesOfTheLibraryThatNoFolderHolds() throws IOException {
        Path file = elsewhere("far");
        vmrest.register(file);
        assertThat(byVmrun.guests().size()).isZero();
        GuestInfo info = host.findGuest("far").orElseThrow().info();
        assertThat(info.id()).isEqualTo(GuestId.of(file.toString()));
        assertThat(info.state()).isEqualTo(GuestState.STOPPED);
        Files.delete(file);
        assertThat(host.guests().incomplete()).isEmpty();
        assertThat(host.guests().size()).isZero();
    }

    @Test
    void bothViewsAgreeWhateverHappens() {
        Guest guest = define("web");
        Guest other = byVmrun.guest(guest.id());
        assertSameListings();
        guest.start().await();
        assertSameListings();
        other.stop().await();
        assertSameListings();
        other.start().await();
        guest.capability(StateSaving.class).require().save().await();
        assertSameListings();
        assertThat(other.info().reason()).contains(StateReason.SAVED);
        other.start().await();
        guest.stop().await();
        other.undefine().await();
        assertSameListings();
        assertThat(host.guests().size()).isZero();
    }

    private void assertSameListings() {
        List<String> seen = host.guests().stream().map(VmrestTest::text).toList();
        assertThat(seen)
                .isEqualTo(byVmrun.guests().stream().map(VmrestTest::text).toList());
    }

    private static String text(GuestInfo info) {
        return info.id() + " " + info.name() + " " + info.state() + " " + info.memory() + " " + info.vcpus();
    }

    @Test
    void seesWhatAnotherProgramPaused() {
        Guest guest = define("web");
        guest.start().await();
        byVmrun.guest(guest.id()).pause().await();
        assertThat(guest.info().state()).isEqualTo(GuestState.PAUSED);
        assertThat(guest.info().reason()).isEmpty();
        assertThat(host.guests().asList().get(0).state()).isEqualTo(GuestState.PAUSED);
        guest.resume().await();
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        guest.pause().await();
        assertThat(guest.info().reason()).contains(StateReason.USER);
        byVmrun.guest(guest.id()).resume().await();
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(guest.info().reason()).isEmpty();
    }

    @Test
    void switchesByVmrestWhatItKnowsAndByVmrunWhatItDoesNot() throws IOException {
        Guest known = define("known");
        known.start().await();
        known.pause().await();
        known.resume().await();
        known.capability(PowerControl.class)
                .require()
                .shutdown(ShutdownOptions.builder().build())
                .await();
        assertThat(vmrun.calls()).noneMatch(call -> call.contains(" start ") || call.contains(" stop "));
        assertThat(vmrest.requests().stream().filter(request -> request.matches("PUT .*/power")))
                .hasSize(4);
        Path file = Files.createDirectories(vmrun.machines().resolve("stray")).resolve("stray.vmx");
        Files.writeString(file, "displayName = \"stray\"\n");
        Guest stray = host.findGuest("stray").orElseThrow();
        stray.start().await();
        assertThat(stray.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(vmrun.calls()).contains("-T ws start " + stray.id() + " nogui");
        assertThat(stray.capability(VirtualHardware.class).toString()).contains("library");
    }

    @Test
    void tellsThatToolsAreMissing() {
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
    void takesVmrunsWordWhereVmrestHasNone() {
        Guest guest = define("web");
        guest.start().await();
        vmrest.failing("/power");
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(host.guests().size()).isEqualTo(1);
    }

    @Test
    void leavesNothingIfItCannotBeRegistered() {
        vmrest.failing("/registration");
        assertThatThrownBy(() -> define("web"))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("Server error");
        assertThat(vmrun.machines()).isEmptyDirectory();
    }

    @Test
    void givesInterfacesWithAnAddressAndAnAdapter() throws IOException {
        Guest guest = define("web");
        GuestNic plain =
                hardware(guest).attachNic(NicSpec.builder("nat").build()).await();
        assertThat(plain.mac()).startsWith("00:50:56:");
        assertThat(plain.network()).contains("nat");
        GuestNic nic = hardware(guest)
                .attachNic(NicSpec.builder("vmnet1")
                        .mac("00:50:56:AB:CD:EF")
                        .model("vmxnet3")
                        .build())
                .await();
        assertThat(nic.toString()).isEqualTo("00:50:56:ab:cd:ef");
        assertThat(nic.model()).contains("vmxnet3");
        assertThat(nic.network()).contains("vmnet1");
        assertThat(hardware(guest).nics()).containsExactly(plain, nic);
        assertThat(Files.readString(Path.of(guest.id().value())))
                .contains("ethernet1.addressType = \"static\"", "ethernet1.vnet = \"vmnet1\"");
        hardware(guest).detachNic(plain.mac()).await();
        assertThat(hardware(guest).nics()).containsExactly(nic);
    }

    @Test
    void takesAnInterfaceAwayAgainIfItsAddressCannotBeSet() throws IOException {
        Guest guest = define("web");
        vmrest.failing("/configparams");
        VirtualHardware hardware = hardware(guest);
        assertThatThrownBy(
                        () -> hardware.attachNic(NicSpec.builder("nat").build()).await())
                .isInstanceOf(HypervisorException.HostFailure.class);
        assertThat(Files.readString(Path.of(guest.id().value()))).doesNotContain("ethernet");
    }

    @Test
    void refusesInterfacesThatCannotBe() {
        Guest guest = define("web");
        VirtualHardware hardware = hardware(guest);
        assertThatThrownBy(() ->
                        hardware.attachNic(NicSpec.builder("vmnet77").build()).await())
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> hardware.attachNic(
                                NicSpec.builder("nat").model("virtio").build())
                        .await())
                .isInstanceOf(HypervisorException.Unsupported.class);
        guest.start().await();
        assertThatThrownBy(
                        () -> hardware.attachNic(NicSpec.builder("nat").build()).await())
                .isInstanceOf(HypervisorException.WrongState.class);
        assertThat(hardware.nics()).isEmpty();
    }

    @Test
    void tellsOfDisksAndChangesNone() throws IOException {
        Path file = elsewhere("db");
        Files.writeString(
                file,
                Files.readString(file)
                        + "scsi0.present = \"TRUE\"\nscsi0:1.present = \"TRUE\"\nscsi0:1.fileName = \"db.vmdk\"\n");
        vmrest.register(file);
        VirtualHardware hardware = hardware(host.findGuest("db").orElseThrow());
        assertThat(hardware.disks())
                .containsExactly(GuestDisk.builder("scsi0:1")
                        .bus("scsi")
                        .source(file.resolveSibling("db.vmdk").toString())
                        .build());
        assertThatThrownBy(() -> hardware.detachDisk("scsi0:1").await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("NativeDefinition");
    }

    @Test
    void listsAndMakesNetworksAndDeletesNone() {
        assertThat(networks().list())
                .extracting(
                        VirtualNetwork::name,
                        VirtualNetwork::mode,
                        network -> network.subnet().orElse("none"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("vmnet0", "bridged", "none"),
                        org.assertj.core.groups.Tuple.tuple("vmnet1", "hostOnly", "192.168.1.0/24"),
                        org.assertj.core.groups.Tuple.tuple("vmnet8", "nat", "192.168.8.0/24"));
        VirtualNetwork made = networks()
                .create(NetworkSpec.builder("vmnet5").mode("hostOnly").build())
                .await();
        assertThat(networks().list()).contains(made);
        assertThatThrownBy(() -> networks().delete("vmnet5").await())
                .isInstanceOf(HypervisorException.Unsupported.class)
                .hasMessageContaining("Virtual Network Editor");
        assertThatThrownBy(() -> networks().delete("vmnet6").await()).isInstanceOf(HypervisorException.NotFound.class);
    }

    @Test
    void refusesNetworksThatCannotBe() {
        assertThatThrownBy(() ->
                        networks().create(NetworkSpec.builder("vmnet8").build()).await())
                .isInstanceOf(HypervisorException.Conflict.class);
        for (NetworkSpec spec : List.of(
                NetworkSpec.builder("lan").build(),
                NetworkSpec.builder("vmnet256").build(),
                NetworkSpec.builder("vmnet5").mode("route").build(),
                NetworkSpec.builder("vmnet5").subnet("10.0.0.0/24").build())) {
            assertThatThrownBy(() -> networks().create(spec).await())
                    .isInstanceOf(HypervisorException.Unsupported.class);
        }
        assertThat(networks().list()).hasSize(3);
    }

    @Test
    void refusesAWrongPasswordWhenItIsOpened() {
        ConnectSpec wrong = ConnectSpec.builder(vmrest.uri())
                .credentials(uri -> Optional.of(Credentials.of("admin", "not-this-one".toCharArray())))
                .build();
        int before = vmrest.requests().size();
        assertThatThrownBy(() -> new WorkstationProvider().open(wrong))
                .isInstanceOf(HypervisorException.PermissionDenied.class)
                .hasMessageContaining("vmrest -C")
                .hasMessageNotContaining("not-this-one");
        assertThat(vmrest.requests()).hasSize(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vmrest=http://desk.example:8697", "vmrest=no", "ca=/ca.pem", "vmrest=http://127.0.0.1&verify=no"
            })
    void refusesParametersThatMakeNoSense(String parameters) {
        ConnectSpec spec = spec(URI.create(vmrun.uri() + "&" + parameters));
        assertThatThrownBy(() -> new WorkstationProvider().open(spec)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysHowToGetNetworksWithoutIt() {
        assertThatThrownBy(() -> byVmrun.capability(Networks.class).require())
                .hasMessageContaining("vmrest=http://127.0.0.1:8697");
    }
}
