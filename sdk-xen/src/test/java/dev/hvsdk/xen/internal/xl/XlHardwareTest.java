/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.VirtualHardware;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlHardwareTest {
    /** An interface that each machine has. */
    private static final String NETWORK = "lo";

    private static final String MAC = "00:16:3E:00:00:71";

    @TempDir
    private Path directory;

    private StandInHost standIn;
    private Hypervisor host;

    @BeforeEach
    void open() {
        standIn = StandInHost.in(directory);
        host = standIn.open();
    }

    @AfterEach
    void close() {
        host.close();
    }

    private Guest stopped(String name) {
        return standIn.defined(host, name, UnaryOperator.identity());
    }

    private Guest running(String name) {
        Guest guest = stopped(name);
        guest.start().await();
        return guest;
    }

    private static VirtualHardware hardware(Guest guest) {
        return guest.capability(VirtualHardware.class).require();
    }

    private static List<String> targets(Guest guest) {
        return hardware(guest).disks().stream().map(GuestDisk::target).toList();
    }

    private static List<String> macs(Guest guest) {
        return hardware(guest).nics().stream().map(GuestNic::mac).toList();
    }

    private GuestDisk attach(Guest guest, Path disk) {
        return hardware(guest)
                .attachDisk(DiskSpec.builder(disk.toString()).build())
                .await();
    }

    @Test
    void aDiskOfARunningGuestStaysAfterItsStop() {
        Guest guest = running("web");
        Path disk = standIn.disk("data.img");

        assertThat(attach(guest, disk).source()).hasValue(disk.toString());

        assertThat(targets(guest)).containsExactly("xvda");
        guest.stop().await();
        assertThat(targets(guest)).containsExactly("xvda");
    }

    @Test
    void aDiskTakesTheFirstFreePlace() {
        Guest guest = stopped("web");
        attach(guest, standIn.disk("a.img"));
        attach(guest, standIn.disk("b.img"));
        hardware(guest).detachDisk("xvda").await();

        assertThat(attach(guest, standIn.disk("c.img")).target()).isEqualTo("xvda");
        assertThat(targets(guest)).containsExactly("xvdb", "xvda");
    }

    @Test
    void aDiskThatIsTakenAwayIsGoneNowAndLater() {
        Guest guest = running("web");
        attach(guest, standIn.disk("data.img"));

        hardware(guest).detachDisk("xvda").await();

        assertThat(targets(guest)).isEmpty();
        assertThat(standIn.file("web")).doesNotContain("disk");
    }

    @Test
    void whatIsNotThereIsNotAttached() {
        Guest guest = running("web");

        assertThatThrownBy(() -> attach(guest, directory.resolve("none.img"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> hardware(guest)
                        .attachNic(NicSpec.builder("nobridge").build())
                        .await())
                .isInstanceOf(NotFound.class);
        assertThat(standIn.file("web")).doesNotContain("none.img", "nobridge");
    }

    @Test
    void twoGuestsThatRunDoNotWriteToOneDisk() {
        Path disk = standIn.disk("data.img");
        attach(running("web"), disk);
        Guest other = running("db");

        assertThatThrownBy(() -> attach(other, disk))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("guest web");
        assertThat(targets(other)).isEmpty();
    }

    @Test
    void aGuestHasADiskOnce() {
        Guest guest = stopped("web");
        Path disk = standIn.disk("data.img");
        attach(guest, disk);

        assertThatThrownBy(() -> attach(guest, disk)).isInstanceOf(Conflict.class);
    }

    @Test
    void anInterfaceComesAndGoesByItsAddress() {
        Guest guest = running("web");

        GuestNic nic = hardware(guest)
                .attachNic(NicSpec.builder(NETWORK).mac(MAC).build())
                .await();

        assertThat(nic.mac()).isEqualTo("00:16:3e:00:00:71");
        assertThat(hardware(guest).nics()).singleElement().satisfies(one -> {
            assertThat(one.network()).hasValue(NETWORK);
            assertThat(one.device()).hasValue("vif1.0");
        });
        assertThatThrownBy(() -> hardware(guest)
                        .attachNic(NicSpec.builder(NETWORK).mac(MAC).build())
                        .await())
                .isInstanceOf(Conflict.class);
        hardware(guest).detachNic(MAC).await();
        assertThat(macs(guest)).isEmpty();
        guest.stop().await();
        assertThat(macs(guest)).isEmpty();
    }

    @Test
    void anInterfaceHasOneAddressAllItsLife() {
        Guest guest = standIn.defined(
                host, "web", spec -> spec.nic(NicSpec.builder(NETWORK).build()));
        List<String> before = macs(guest);

        guest.start().await();

        assertThat(before).singleElement().asString().startsWith("00:16:3e:");
        assertThat(macs(guest)).isEqualTo(before);
    }

    @Test
    void whatTheGuestDoesNotHaveIsNotTakenAway() {
        Guest guest = running("web");

        assertThatThrownBy(() -> hardware(guest).detachDisk("xvda").await()).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> hardware(guest).detachNic(MAC).await()).isInstanceOf(NotFound.class);
    }
}
