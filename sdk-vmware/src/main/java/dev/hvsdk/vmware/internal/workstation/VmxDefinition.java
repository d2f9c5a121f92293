/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.spi.driver.GuestContext;
import dev.hvsdk.vmware.internal.vmx.UnreadableVmxException;
import dev.hvsdk.vmware.internal.vmx.VmxFile;
import dev.hvsdk.vmware.internal.vmx.VmxMachine;
import java.util.Locale;
import java.util.Map;

/** The text of a machine's file. */
final class VmxDefinition implements NativeDefinition {
    static final String FORMAT = "vmx";

    private final VmrunDriver driver;
    private final GuestContext guest;

    VmxDefinition(VmrunDriver driver, GuestContext guest) {
        this.driver = driver;
        this.guest = guest;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String text() {
        VmxFile file =
                driver.machine(guest.id(), guest.errors("read definition")).vmx();
        for (String key : file.entries().keySet()) {
            file = isSecret(key) ? file.without(key) : file;
        }
        return file.text();
    }

    /** Keys of VNC and of the encryption, and whatever else calls itself one. */
    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("password")
                || lower.equals("remotedisplay.vnc.key")
                || lower.startsWith("encryption.")
                || lower.endsWith(".keysafe");
    }

    @Override
    public Operation<GuestInfo> replace(String definition) {
        return guest.change("replace definition", source -> {
            driver.changeStopped("replace definition", guest.id(), (machine, about) -> {
                try {
                    VmxFile fresh = withSecrets(VmxFile.parse(definition), machine.vmx());
                    VmxMachine.of(fresh).check();
                    machine.write(fresh, about);
                } catch (UnreadableVmxException e) {
                    throw about.cause(e).hostFailure("the definition cannot be read: " + e.getMessage());
                }
            });
            return guest.info();
        });
    }

    private static VmxFile withSecrets(VmxFile fresh, VmxFile before) {
        VmxFile whole = fresh;
        for (Map.Entry<String, String> entry : before.entries().entrySet()) {
            boolean isKept =
                    isSecret(entry.getKey()) && fresh.find(entry.getKey()).isEmpty();
            whole = isKept ? whole.with(entry.getKey(), entry.getValue()) : whole;
        }
        return whole;
    }
}
