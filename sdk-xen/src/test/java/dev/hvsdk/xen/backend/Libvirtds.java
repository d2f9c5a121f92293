/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import dev.hvsdk.live.XenLab;

/** Has the libvirtd of a lab started again when it has ended by itself. Stateless. */
final class Libvirtds {
    /** As long as it is there, somebody looks after libvirtd. */
    private static final String MARK = "/run/libvirtd.supervised";

    private Libvirtds() {}

    static void supervise(XenLab lab) {
        String loop = "while [ -e " + MARK + " ]; do pidof libvirtd || lab-libvirtd start; sleep 1; done";
        lab.dom0().run("touch " + MARK + "; (" + loop + ") </dev/null >/dev/null 2>&1 &");
    }

    static void leaveAlone(XenLab lab) {
        lab.dom0().run("rm -f " + MARK + "; sleep 2");
    }
}
