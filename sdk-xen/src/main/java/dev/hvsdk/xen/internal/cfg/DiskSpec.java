/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One disk, as xl-disk-configuration(5) has it.
 *
 * <p>Immutable.
 *
 * @param target the file or device behind it, null for a drive without a medium
 * @param format raw, qcow, qcow2, vhd or qed; empty for a drive without a medium
 * @param vdev the name that the guest sees, such as xvda
 * @param isReadOnly whether the guest may not write
 * @param isCdrom whether it is a drive for CDs and DVDs
 * @param backendType phy, tap or qdisk; null for xl to choose
 * @param backend the name of the domain that serves it; null for dom0
 * @param script what makes a device of the target; null where it is one
 */
public record DiskSpec(
        @Nullable String target,
        String format,
        String vdev,
        boolean isReadOnly,
        boolean isCdrom,
        @Nullable String backendType,
        @Nullable String backend,
        @Nullable String script) {

    /**
     * Reads one, in the form of positions, of keys and values, that of xm, or a mixture.
     *
     * @throws UnreadableCfgException if it is none
     */
    public static DiskSpec parse(String text) {
        return new DiskParser(text).disk();
    }

    /** The file or device behind it. */
    public Optional<String> findTarget() {
        return Optional.ofNullable(target);
    }

    /** What serves it: phy, tap or qdisk. */
    public Optional<String> findBackendType() {
        return Optional.ofNullable(backendType);
    }

    /**
     * As it stands in a file, in keys and values; the target is last, where it may hold commas.
     *
     * @throws UnreadableCfgException if a part but the target holds a comma
     */
    public String written() {
        List<String> parts = new ArrayList<>();
        add(parts, "format", target == null ? null : format);
        add(parts, "vdev", vdev);
        add(parts, "access", isReadOnly ? "ro" : "rw");
        add(parts, "backendtype", backendType);
        add(parts, "backend", backend);
        add(parts, "script", script);
        add(parts, "devtype", isCdrom ? "cdrom" : null);
        String all = String.join(",", parts);
        return target == null ? all : all + ",target=" + target;
    }

    private static void add(List<String> parts, String key, @Nullable String value) {
        if (value != null) {
            if (value.indexOf(',') >= 0) {
                throw new UnreadableCfgException("a disk has no way to say a comma in " + key + ": " + value);
            }
            parts.add(key + "=" + value);
        }
    }
}
