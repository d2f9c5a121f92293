/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.xen.internal.cfg.CfgFile;
import dev.hvsdk.xen.internal.cfg.CfgValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Passwords and keys in the file of a guest: those of displays, and those of disks that a QEMU fetches from elsewhere. */
final class Secrets {
    private static final List<String> KEYS = List.of("vncpasswd", "spicepasswd");

    /** Lists in whose texts there may be some. */
    private static final List<String> LISTS = List.of("vfb", "disk");

    private static final Pattern PART =
            Pattern.compile("(^|[,:])\\s*(?:vncpasswd|spicepasswd|key|password|passwd)\\s*=[^,:]*");

    /** What is before the host in an address with a password. */
    private static final Pattern LOGIN = Pattern.compile("(://[^/:@,]*):[^/@,]*@");

    private Secrets() {}

    static CfgFile without(CfgFile file) {
        CfgFile shown = file;
        for (String key : KEYS) {
            shown = shown.without(key);
        }
        for (String list : LISTS) {
            shown = withTexts(shown, list, Secrets::stripped);
        }
        return shown;
    }

    private static CfgFile withTexts(CfgFile file, String key, UnaryOperator<String> change) {
        List<String> before = file.texts(key);
        List<String> after = before.stream().map(change).toList();
        return after.equals(before) ? file : file.with(key, CfgValue.ofTexts(after));
    }

    private static String stripped(String text) {
        String without = PART.matcher(text).replaceAll("");
        return LOGIN.matcher(without).replaceAll("$1@");
    }

    /** With those of the file that it replaces, wherever it says the same but for them. */
    static CfgFile restored(CfgFile file, CfgFile before) {
        CfgFile whole = file;
        for (String key : KEYS) {
            CfgValue secret = before.find(key).orElse(null);
            if (secret != null && whole.find(key).isEmpty()) {
                whole = whole.with(key, secret);
            }
        }
        for (String list : LISTS) {
            Map<String, String> known = new HashMap<>();
            before.texts(list).forEach(text -> known.put(stripped(text), text));
            whole = withTexts(whole, list, text -> known.getOrDefault(text, text));
        }
        return whole;
    }
}
