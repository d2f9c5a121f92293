/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole machines (HVM) by xl in a real Xen, which a QEMU in dom0 emulates; xl and XenStore are the witnesses. */
@Live(Engine.XEN_LAB)
@LongRunning
class XlMachinesLiveTest {
    private static final String NAME = "xlmachine";
    private static final String DISK = "/root/xlmachine.img";

    /** A machine within an emulated machine. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final XenLab lab = XenLab.shared();
    private Hypervisor host;
    private Guest guest;

    @BeforeEach
    void start() {
        host = Xens.byXl(lab, LONG);
        lab.dom0().run("truncate -s 8M " + DISK);
        guest = host.define(Xens.linux(NAME, XenGuestKind.HVM)
                        .with(XenOptions.builder()
                                .kind(XenGuestKind.HVM)
                                .vnc(true)
                                .build())
                        .build())
                .await(LONG);
        guest.start().await(LONG);
    }

    @AfterEach
    void remove() {
        Xens.remove(guest);
        host.close();
        lab.dom0().run("rm -f " + DISK);
    }

    private String store(String key) {
        return lab.dom0().run("xenstore-read /local/domain/$(xl domid " + NAME + ")/" + key);
    }

    @Test
    void hasAScreenOnTheLoopbackAddressOfDom0() {
        assertThat(guest.info().variant()).contains("hvm");
        int port = Integer.parseInt(store("console/vnc-port"));
        assertThat(port).isGreaterThanOrEqualTo(5900);
        assertThat(store("console/vnc-listen")).isEqualTo("127.0.0.1");
    }

    @Test
    void standsStillAndGoesOn() {
        assertThat(guest.pause().await(LONG).state()).isEqualTo(GuestState.PAUSED);
        assertThat(lab.xl().run("list", NAME)).containsPattern(NAME + ".* --p---");
        assertThat(guest.resume().await(LONG).state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void isSavedAndGoesOn() {
        StateSaving saving = guest.capability(StateSaving.class).require();

        assertThat(saving.save().await(LONG).reason()).contains(StateReason.SAVED);
        assertThat(lab.xl().run("list")).doesNotContain(NAME);
        assertThat(guest.start().await(LONG).reason()).contains(StateReason.RESTORED);
    }

    @Test
    void takesADiskAndGivesItBackWhileItRuns() {
        VirtualHardware hardware = guest.capability(VirtualHardware.class).require();

        assertThat(hardware.attachDisk(DiskSpec.builder(DISK).build())
                        .await(LONG)
                        .target())
                .isEqualTo("xvda");
        assertThat(lab.xl().run("block-list", NAME)).contains("51712");
    }
}
