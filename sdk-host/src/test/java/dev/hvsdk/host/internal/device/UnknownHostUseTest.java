/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.Assignability.State;
import dev.hvsdk.api.machine.Blocker.Kind;
import dev.hvsdk.host.root.Limitation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the host lives on is never offered, also where it cannot be read what that is. */
class UnknownHostUseTest {
    private static final String DISK = "0000:00:04.0";
    private static final String NIC = "0000:00:03.0";
    private static final String ROOT = "25 1 8:17 / / rw - ext4 /dev/sdb1 rw\n";

    @TempDir
    Path tree;

    private DeviceFixture fixture;

    @BeforeEach
    void makeHost() {
        fixture = DeviceFixture.with(tree).function(DISK, "010601", "ahci", 1).function(NIC, "020000", "igb", 2);
        fixture.host()
                .directory("/sys/devices/pci0000:00/0000:00:04.0/ata1/block/sdb/sdb1")
                .link("/sys/dev/block/8:17", "../../devices/pci0000:00/0000:00:04.0/ata1/block/sdb/sdb1");
    }

    private State state(String address) {
        return fixture.device(address).assignability().state();
    }

    private List<String> limitations() {
        return fixture.read().limitations().stream().map(Limitation::what).toList();
    }

    private static String overlays() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            lines.append(i + 100)
                    .append(" 25 0:")
                    .append(i + 100)
                    .append(" / /var/lib/containers/")
                    .append(i);
            lines.append("/merged rw - overlay overlay rw,lowerdir=")
                    .append("/l/ABCDEFGHIJKLMNOPQRSTUVWXYZ:".repeat(6));
            lines.append('\n');
        }
        return lines.toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsTheRootAmongSixtyThousandMounts(boolean last) {
        fixture.host().file("/proc/self/mountinfo", last ? overlays() + ROOT : ROOT + overlays());

        assertThat(fixture.blockers(DISK)).contains(Kind.CARRIES_ROOT_DISK);
        assertThat(limitations()).noneMatch(text -> text.contains("root file system"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "25 1 8:17 / /srv rw - ext4 /dev/sdc1 rw\n",
                "25 1 8:99 / / rw - ext4 /dev/root rw\n"
            })
    void doesNotOfferStorageWithoutKnowingTheRoot(String mountinfo) {
        fixture.host().file("/proc/self/mountinfo", mountinfo);

        assertThat(state(DISK)).isEqualTo(State.UNKNOWN);
        assertThat(state(NIC)).isEqualTo(State.PREPARABLE);
        assertThat(limitations()).anyMatch(text -> text.contains("root file system"));
    }

    @Test
    void doesNotTrustAFileOfWhichALineWasTooLong() {
        fixture.host()
                .file("/proc/self/mountinfo", "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n" + "x".repeat(70_000) + "\n");

        assertThat(state(DISK)).isEqualTo(State.UNKNOWN);
        assertThat(limitations()).anyMatch(text -> text.contains("root file system is not known"));
    }

    @Test
    void doesNotOfferWhatSharesAGroupWithSuchStorage() {
        fixture.function("0000:00:05.0", "030000", "", 1).host().file("/proc/self/mountinfo", "rubbish");

        assertThat(state("0000:00:05.0")).isEqualTo(State.UNKNOWN);
    }

    @Test
    void knowsThatWhatIsOnVfioCarriesNothingOfTheHost() {
        fixture.function("0000:00:05.0", "010601", "vfio-pci", 3).host().file("/proc/self/mountinfo", "rubbish");

        assertThat(state("0000:00:05.0")).isEqualTo(State.READY);
    }

    @Test
    void offersStorageOfAHostWhoseRootIsOnTheNetwork() {
        fixture.host().file("/proc/self/mountinfo", "25 1 0:20 / / rw - nfs4 server:/root rw\n");

        assertThat(state(DISK)).isEqualTo(State.PREPARABLE);
    }

    @ParameterizedTest
    @CsvSource({"usb-storage, UNKNOWN", "usbhid, READY"})
    void doesNotOfferUsbStorageWithoutKnowingTheRoot(String driver, State expected) {
        fixture.host()
                .file("/proc/self/mountinfo", "rubbish")
                .file("/sys/bus/usb/devices/1-1/bDeviceClass", "00\n")
                .link("/sys/bus/usb/devices/1-1:1.0/driver", "../../drivers/" + driver);

        assertThat(state("1-1")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/net/route", "/proc/net/ipv6_route"})
    void doesNotOfferNetworkInterfacesWithoutKnowingTheRoutes(String file) {
        fixture.host().file(file, "rubbish\n");

        assertThat(state(NIC)).isEqualTo(State.UNKNOWN);
        assertThat(state(DISK)).isEqualTo(State.PREPARABLE);
        assertThat(limitations()).anyMatch(text -> text.contains("default route is not known"));
    }

    @Test
    void findsTheDefaultRouteBehindManyOthers() {
        String other = "eth9\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";
        fixture.host()
                .file(
                        "/proc/net/route",
                        other.repeat(30_000) + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n")
                .directory("/sys/devices/pci0000:00/0000:00:03.0/net/eth0")
                .link("/sys/class/net/eth0", "../../devices/pci0000:00/0000:00:03.0/net/eth0")
                .link("/sys/devices/pci0000:00/0000:00:03.0/net/eth0/device", "../../../0000:00:03.0");

        assertThat(fixture.blockers(NIC)).contains(Kind.CARRIES_DEFAULT_ROUTE);
    }
}
