/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import java.util.Set;

/** The technologies that are driven by tools. */
public enum ToolKind {
    /** systemd-nspawn, by machinectl. */
    NSPAWN("nspawn", new NspawnTool()),
    /** FreeBSD jails. */
    JAIL("jail", new JailTool()),
    /** Zones of Solaris and illumos. */
    ZONE("zone", new ZoneTool()),
    /** OpenVZ and Virtuozzo containers. */
    OPENVZ("openvz", new OpenVzTool()),
    /** Linux-VServer guests. */
    VSERVER("vserver", new VserverTool());

    private final String id;
    private final Tool tool;

    ToolKind(String id, Tool tool) {
        this.id = id;
        this.tool = tool;
    }

    /** The id of the backend, which is its scheme too. */
    public String id() {
        return id;
    }

    /** The schemes: of this machine, and of another one by SSH. */
    public Set<String> schemes() {
        return Set.of(id, sshScheme());
    }

    String sshScheme() {
        return id + "+ssh";
    }

    Tool tool() {
        return tool;
    }
}
