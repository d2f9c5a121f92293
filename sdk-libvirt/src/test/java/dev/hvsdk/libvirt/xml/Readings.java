/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Calls every reading of a document and of all that comes out of it, so that none is forgotten. */
final class Readings {
    private Readings() {}

    /** The names of the readings that were called; an error of one is the caller's. */
    static List<String> of(LibvirtXml document) {
        List<String> called = new ArrayList<>();
        for (Method method : document.getClass().getMethods()) {
            if (isReading(method)) {
                called.add(method.getName());
                follow(call(method, document), called);
            }
        }
        return called;
    }

    /** Not copies, such as a redacted one, which would be followed for ever. */
    private static boolean isReading(Method method) {
        return method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class
                && method.getReturnType() != method.getDeclaringClass();
    }

    private static Object call(Method method, LibvirtXml document) {
        try {
            return method.invoke(document);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(method + " of " + document.toXml(), e);
        }
    }

    private static void follow(Object value, List<String> called) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> follow(present, called));
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(entry -> follow(entry, called));
        } else if (value instanceof LibvirtXml nested) {
            called.addAll(of(nested));
        }
    }
}
