/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgGuest;
import dev.hvsdk.xen.internal.cfg.DiskSpec;
import dev.hvsdk.xen.internal.cfg.VifSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A domain of the stand-in. Not thread-safe: guarded by its host. */
final class StandInDomain {
    private static final ObjectMapper JSON = new ObjectMapper();

    final int id;
    final String name;
    final String uuid;
    final String content;
    final CfgGuest guest;
    final List<DiskSpec> disks;
    final List<VifSpec> vifs;
    long target;
    final long most;
    int vcpus;
    int weight = 256;
    int cap;
    boolean isPaused;
    String request = "";

    /** How often it was listed since it was asked for something: what takes time takes some of it. */
    int looks;

    private int tenths;

    StandInDomain(int id, String content, boolean isPaused) {
        this.id = id;
        this.content = content;
        this.isPaused = isPaused;
        CfgFile file = CfgFile.parse(content);
        this.guest = CfgGuest.of(file);
        this.name = guest.name().orElseThrow();
        this.uuid = guest.uuid().orElseGet(UUID::randomUUID).toString();
        this.disks = new ArrayList<>(guest.disks());
        this.vifs = new ArrayList<>(guest.vifs());
        this.target = guest.memory().orElseThrow().toKibibytes();
        this.most = guest.maxMemory().orElseThrow().toKibibytes();
        this.vcpus = guest.vcpus();
        this.weight = file.findNumber("cpu_weight").map(Long::intValue).orElse(256);
        this.cap = file.findNumber("cap").map(Long::intValue).orElse(0);
    }

    /** As xl_list.c of Xen 4.17 prints it. */
    String line() {
        tenths += isPaused ? 0 : 1;
        return String.format(
                Locale.ROOT,
                "%-40s %5d %5d %5d     -%c%c---  %6d.%d %s %8s %16s%n",
                name,
                id,
                target >> 10,
                vcpus,
                isPaused ? '-' : 'b',
                isPaused ? 'p' : '-',
                tenths / 10,
                tenths % 10,
                uuid,
                "-",
                "-");
    }

    /** As {@code xl list -l} of Xen 4.17 has it, as far as it was recorded. */
    ObjectNode details() {
        ObjectNode domain = JSON.createObjectNode().put("domid", id);
        ObjectNode config = domain.putObject("config");
        config.putObject("c_info")
                .put("type", guest.type().id())
                .put("name", name)
                .put("uuid", uuid);
        ObjectNode machine = config.putObject("b_info")
                .put("max_vcpus", guest.maxVcpus())
                .put("max_memkb", most)
                .put("target_memkb", target);
        ArrayNode online = machine.putArray("avail_vcpus");
        for (int i = 0; i < vcpus; i++) {
            online.add(i);
        }
        machine.putObject("sched_params")
                .put("sched", "credit2")
                .put("weight", weight)
                .put("cap", cap);
        disks.forEach(disk -> config.withArray("disks").add(json(disk)));
        for (int i = 0; i < vifs.size(); i++) {
            config.withArray("nics").add(json(vifs.get(i)).put("devid", i));
        }
        return domain;
    }

    private static ObjectNode json(DiskSpec disk) {
        ObjectNode node = JSON.createObjectNode()
                .put("vdev", disk.vdev())
                .put("format", disk.format())
                .put("readwrite", disk.isReadOnly() ? 0 : 1);
        disk.findTarget().ifPresent(target -> node.put("pdev_path", target));
        return node;
    }

    private static ObjectNode json(VifSpec vif) {
        ObjectNode node = JSON.createObjectNode();
        vif.findMac().ifPresent(mac -> node.put("mac", mac));
        vif.findBridge().ifPresent(bridge -> node.put("bridge", bridge));
        return node.put("nictype", "vif");
    }
}
