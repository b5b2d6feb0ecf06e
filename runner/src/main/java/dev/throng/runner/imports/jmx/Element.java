package dev.throng.runner.imports.jmx;

import dev.throng.runner.imports.tree.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An element of a plan with those below it that are switched on. */
record Element(Xml xml, List<Element> children) {
    /** What stands in a {@code hashTree}: each element is followed by the tree of its children. */
    static List<Element> below(Xml hashTree, Off off) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < hashTree.children().size(); i++) {
            Xml xml = hashTree.children().get(i);
            if (xml.name().equals("hashTree")) {
                continue;
            }
            boolean followed = i + 1 < hashTree.children().size()
                    && hashTree.children().get(i + 1).name().equals("hashTree");
            if (xml.attribute("enabled").equals("false")) {
                off.count++;
            } else {
                elements.add(new Element(
                        xml, followed ? below(hashTree.children().get(i + 1), off) : List.of()));
            }
        }
        return elements;
    }

    /** How many elements were switched off. */
    static final class Off {
        int count;
    }

    /** The class's name without its package; plugins write it whole, JMeter's own have a short one. */
    String kind() {
        return xml.name().substring(xml.name().lastIndexOf('.') + 1);
    }

    boolean isDefaults() {
        return kind().equals("ConfigTestElement") && xml.attribute("guiclass").contains("HttpDefaults");
    }

    String name() {
        return xml.attribute("testname");
    }

    int line() {
        return xml.line();
    }

    /** For people. */
    String called() {
        String name = name().isBlank() ? text("TestElement.name") : name();
        return name.isBlank() || name.equals(kind()) ? kind() : kind() + " \"" + name + "\"";
    }

    String text(String property) {
        return text(xml, property);
    }

    String text(String property, String otherwise) {
        return property(xml, property).isEmpty() ? otherwise : text(xml, property);
    }

    boolean is(String property) {
        return text(property).strip().equals("true");
    }

    /** The entries of a collection, wherever below the property it stands. */
    List<Xml> entries(String property) {
        return property(xml, property).map(Element::entries).orElse(List.of());
    }

    private static List<Xml> entries(Xml property) {
        if (property.name().equals("collectionProp")) {
            return property.children();
        }
        List<Xml> entries = new ArrayList<>();
        property.children().stream()
                .filter(child ->
                        child.name().equals("collectionProp") || child.name().equals("elementProp"))
                .forEach(child -> entries.addAll(entries(child)));
        return entries;
    }

    /** A property's text in an element, {@code ""} when there is none. */
    static String text(Xml xml, String property) {
        return property(xml, property)
                .map(found -> found.children().stream()
                        .filter(child -> child.name().equals("value"))
                        .findFirst()
                        .map(Xml::text)
                        .orElse(found.text()))
                .orElse("");
    }

    static Optional<Xml> property(Xml xml, String property) {
        return xml.children().stream()
                .filter(child -> child.attribute("name").equals(property)
                        || child.children().stream()
                                .anyMatch(inner -> inner.name().equals("name")
                                        && child.name().matches(".*Prop(erty)?")
                                        && inner.text().equals(property)))
                .findFirst();
    }

    /** This element and all below it. */
    List<Element> all() {
        List<Element> all = new ArrayList<>();
        collect(all);
        return all;
    }

    private void collect(List<Element> all) {
        all.add(this);
        children.forEach(child -> child.collect(all));
    }
}
