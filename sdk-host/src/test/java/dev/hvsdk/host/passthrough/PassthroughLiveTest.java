/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import static dev.hvsdk.live.HwLab.NIC;
import static dev.hvsdk.live.HwLab.NVME;
import static dev.hvsdk.live.HwLab.SATA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.live.Engine;
import dev.hvsdk.live.HwLab;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices of an emulated machine, changed by the SDK that runs in it, and looked at by a shell that shares no code with it. */
@Live(Engine.HW_LAB)
@LongRunning
class PassthroughLiveTest {
    private static final String NO_JOURNAL = "/tmp/journal";
    private static final String SMBUS = "0000:00:1f.3";

    /** As a person would, and without the SDK. */
    private static final String RESTORE = """
            cd /sys/bus/pci/devices
            echo 0 >%s/sriov_numvfs
            for function in %s; do
              echo >$function/driver_override
              [ ! -e $function/driver ] || echo $function >$function/driver/unbind
            done
            rmmod ahci i2c_i801 2>/dev/null
            echo %s >/sys/bus/pci/drivers_probe
            """.formatted(NVME, String.join(" ", NIC, SATA, SMBUS), NIC);

    private final HwLab lab = HwLab.shared();

    @BeforeEach
    void restore() {
        lab.run(RESTORE);
        assertThat(driver(NIC)).isEqualTo("e1000e");
        assertThat(driver(SATA)).isEqualTo("none");
    }

    private List<String> inside(String journal, String... words) {
        List<String> arguments = new ArrayList<>(List.of(journal));
        arguments.addAll(List.of(words));
        return lab.run(lab.java(PassthroughInside.class, arguments.toArray(String[]::new)))
                .lines()
                .toList();
    }

    private String driver(String address) {
        return lab.run("basename $(readlink /sys/bus/pci/devices/" + address + "/driver || echo none)");
    }

    @Test
    void bindsAndReturnsAFunction() {
        assertThat(inside(NO_JOURNAL, "bind=" + NIC, "state=" + NIC))
                .containsExactly("bind=" + NIC + ": " + NIC + " vfio-pci", "state=" + NIC + ": ready []");
        assertThat(driver(NIC)).isEqualTo("vfio-pci");
        assertThat(lab.run("ls /dev/vfio")).contains("vfio");

        assertThat(inside(NO_JOURNAL, "return=" + NIC)).containsExactly("return=" + NIC + ": " + NIC + " e1000e");
        assertThat(driver(NIC)).isEqualTo("e1000e");
    }

    @Test
    void refusesAPartOfAGroupAndTakesTheWhole() {
        lab.run("modprobe ahci && modprobe i2c-i801");
        assertThat(driver(SATA) + " " + driver(SMBUS)).isEqualTo("ahci i801_smbus");

        List<String> said = inside(
                NO_JOURNAL,
                "plan=bind=" + SATA,
                "bind=" + SATA,
                "bind-group=" + SATA,
                "state=" + SATA,
                "return-group=" + SATA);

        assertThat(said.get(0)).contains("refused [group-shared]");
        assertThat(said.get(1)).contains("Conflict", "the plan is refused", SMBUS + " (driver i801_smbus)");
        assertThat(said.get(2)).contains(SATA + " vfio-pci", SMBUS + " vfio-pci");
        assertThat(said.get(3)).contains(": ready []");
        assertThat(said.get(4)).contains(SATA + " ahci", SMBUS + " i801_smbus");
        assertThat(driver(SATA) + " " + driver(SMBUS)).isEqualTo("ahci i801_smbus");
    }

    @Test
    void makesVirtualFunctionsAndTellsABusyOneFromOneTooMany() {
        List<String> said = inside(
                NO_JOURNAL,
                "vfs=" + NVME + ",2",
                "unbound=0000:02:00.1",
                "bind=0000:02:00.1",
                "plan=vfs=" + NVME + ",0",
                "return=0000:02:00.1",
                "vfs=" + NVME + ",3",
                "plan=vfs=" + NVME + ",9",
                "vfs=" + NVME + ",0",
                "busy=" + NVME,
                "vfs=" + NVME + ",0");

        assertThat(said.get(0)).contains(NVME + " nvme", "0000:02:00.1", "0000:02:00.2");
        assertThat(said.get(2)).endsWith("0000:02:00.1 vfio-pci");
        assertThat(said.get(3)).contains("refused [in-use]");
        assertThat(said.get(4)).doesNotContain("vfio");
        assertThat(said.get(5)).contains("0000:02:00.3");
        assertThat(said.get(6)).contains("refused [not-assignable-by-nature]");
        assertThat(said.get(7)).endsWith(": " + NVME + " nvme");
        assertThat(said.get(8)).contains("Conflict EBUSY", "is busy: it has 2 virtual functions", "set it to 0 first");
        assertThat(lab.run("cat /sys/bus/pci/devices/" + NVME + "/sriov_numvfs"))
                .isEqualTo("0");
    }

    @Test
    void refusesTheDefaultRouteUnlessThatIsAllowed() {
        lab.run("ifconfig eth0 10.0.2.15 up; route add default gw 10.0.2.2");
        try {
            assertThat(inside(NO_JOURNAL, "plan=bind=" + NIC, "allow=bind=" + NIC))
                    .satisfiesExactly(
                            refused -> assertThat(refused).contains("refused [carries-default-route]"),
                            allowed -> assertThat(allowed).contains("refused [], cautions [carries-default-route"));
        } finally {
            lab.run("route del default; ifconfig eth0 0.0.0.0 down");
        }
    }

    @Test
    void recoversFromAProcessThatWasKilledInTheMiddle() {
        String journal = lab.files().resolve("killed").toString();
        HwLab.Job killed = lab.begin(lab.java(PassthroughInside.class, journal, "stop=bind=" + NIC + "=a2=" + journal)
                + " & echo $! " + "> /tmp/killed.pid; wait");
        killed.awaitOutput("STOPPED");
        lab.run("kill -9 $(cat /tmp/killed.pid)");
        assertThat(driver(NIC)).isEqualTo("none");

        assertThat(inside(journal, "bind=" + NIC, "undo", "undo"))
                .satisfiesExactly(
                        conflict -> assertThat(conflict).contains("Conflict", "an earlier change is half done"),
                        undone -> assertThat(undone).contains("interrupted in step 2 of 3"),
                        again -> assertThat(again).startsWith("undo: nothing"));
        assertThat(driver(NIC)).isEqualTo("e1000e");
        assertThat(lab.run("cat /sys/bus/pci/devices/" + NIC + "/driver_override"))
                .isEqualTo("(null)");
    }
}
