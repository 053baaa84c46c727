package bot

func (b *Bot) addBrowseControls(map[string]controlHandler) {}
