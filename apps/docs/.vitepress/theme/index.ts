import theme from "vitepress/theme-without-fonts";
// Behind the theme's own styles, which it changes.
import "./style.css";

export default theme;
